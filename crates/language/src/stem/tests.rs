//! Which word forms meet in one stem, and which stay apart.

use super::stem;

fn join(forms: &str) {
    let mut forms = forms.split_whitespace();
    let first = forms.next().unwrap();
    for form in forms {
        assert_eq!(stem(first), stem(form), "{first} and {form}");
    }
}

#[test]
fn forms_of_one_noun_meet() {
    join("ärende ärendet ärenden ärendena ärendets ärendenas");
    join("skola skolan skolor skolorna skolans skolornas");
    join("område området områden områdena områdets områdenas");
    join("bok boken böcker böckerna böckernas");
    join("beslut beslutet besluten besluts beslutets");
    join("nämnd nämnden nämnder nämnderna nämndernas nämndens");
    join("värd värden värdar värdarna värdarnas");
    join("avgift avgiften avgifter avgifterna");
    join("kostnad kostnaden kostnader kostnaderna kostnadernas");
    join("bostad bostaden bostäder bostäderna");
    join("resultat resultatet resultaten resultats");
    join("revisor revisorn revisorer revisorerna revisors revisorns");
    join("kontor kontoret kontoren");
    join("gymnasium gymnasiet gymnasier gymnasierna gymnasiets");
    join("museum museet museer museerna");
    join("register registret registren registrets");
    join("medel medlet medlen");
    join("regel regeln regler reglerna");
    join("vatten vattnet vattnets");
    join("tecken tecknet tecknen");
    join("miljö miljön miljöns miljöer");
    join("kommitté kommittén kommittéer kommittéerna kommitténs");
    join("ledamot ledamoten ledamöter ledamöterna ledamots");
    join("tjänsteman tjänstemannen tjänstemän tjänstemännen");
    join("ansökan ansökans ansökningar ansökningen ansökningarna");
    join("rum rummet rummen");
    join("parti partiet partier partierna");
    join("nummer numret numren");
}
