//! Addresses of places that others know as well.

/// In the European Union's list of countries.
pub const SWEDEN: &str = "http://publications.europa.eu/resource/authority/country/SWE";

/// The county (*län*) that a municipality or region lies in, by its code, as Eurostat names counties (NUTS 3).
pub fn county(code: &str) -> Option<&'static str> {
    let county = match code.get(..2)? {
        "01" => "http://data.europa.eu/nuts/code/SE110",
        "03" => "http://data.europa.eu/nuts/code/SE121",
        "04" => "http://data.europa.eu/nuts/code/SE122",
        "05" => "http://data.europa.eu/nuts/code/SE123",
        "18" => "http://data.europa.eu/nuts/code/SE124",
        "19" => "http://data.europa.eu/nuts/code/SE125",
        "06" => "http://data.europa.eu/nuts/code/SE211",
        "07" => "http://data.europa.eu/nuts/code/SE212",
        "08" => "http://data.europa.eu/nuts/code/SE213",
        "09" => "http://data.europa.eu/nuts/code/SE214",
        "10" => "http://data.europa.eu/nuts/code/SE221",
        "12" => "http://data.europa.eu/nuts/code/SE224",
        "13" => "http://data.europa.eu/nuts/code/SE231",
        "14" => "http://data.europa.eu/nuts/code/SE232",
        "17" => "http://data.europa.eu/nuts/code/SE311",
        "20" => "http://data.europa.eu/nuts/code/SE312",
        "21" => "http://data.europa.eu/nuts/code/SE313",
        "22" => "http://data.europa.eu/nuts/code/SE321",
        "23" => "http://data.europa.eu/nuts/code/SE322",
        "24" => "http://data.europa.eu/nuts/code/SE331",
        "25" => "http://data.europa.eu/nuts/code/SE332",
        _ => return None,
    };
    Some(county)
}

#[cfg(test)]
mod tests {
    use paragraf_model::register;

    use super::county;

    #[test]
    fn every_municipality_and_region_of_the_register_lies_in_a_county() {
        for entry in register() {
            assert!(county(entry.code).is_some(), "{}", entry.name);
        }
        assert_eq!(
            county("1880"),
            Some("http://data.europa.eu/nuts/code/SE124")
        );
        assert_eq!(county(""), None);
    }
}
