use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// The fields, in one line.
fn fields(case_number: &CaseNumber) -> String {
    let sub = case_number.sub().map(|sub| format!(" sub {sub}"));
    let plan_code = case_number.plan_code().map(|code| format!(" plan {code}"));
    let (sub, plan_code) = (sub.unwrap_or_default(), plan_code.unwrap_or_default());
    format!("{}{sub}{plan_code}", case_number.canonical())
}

/// What is found where, one a line.
fn check_found(text: &str, evidence: Evidence, expected: Expect) {
    let lines: Vec<String> = CaseNumber::find_all_given(text, evidence)
        .into_iter()
        .map(|found| {
            let printed = text.get(found.range).unwrap();
            format!("{printed:?} {}\n", fields(&found.case_number))
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

/// Printed forms, their fields, and the weakest evidence under which each is taken.
const FORMS: [(&str, &str, Evidence); 128] = {
    use Evidence::{Header, Label, RunningText, Typed};
    [
        // Registry and four-digit year.
        ("Ks 596/2020", "KS 2020/596", RunningText),
        ("Ks 1241/2014", "KS 2014/1241", RunningText),
        ("Ks 1998/2020", "KS 2020/1998", RunningText),
        ("KS 2020/596", "KS 2020/596", RunningText),
        ("ks-2020-00596", "KS 2020/596", Typed),
        ("ks 2020/596", "KS 2020/596", Typed),
        ("ks 596/2020", "KS 2020/596", Typed),
        ("ks2020/596", "KS 2020/596", Typed),
        ("KS/2020:596", "KS 2020/596", RunningText),
        ("KS2020/596-3", "KS 2020/596 sub 3", RunningText),
        ("KS2008/1234-5", "KS 2008/1234 sub 5", RunningText),
        ("SLK-2024-00074", "SLK 2024/74", RunningText),
        ("SLK-2023-00025:-1", "SLK 2023/25 sub 1", RunningText),
        ("SLK-2024-00009:12", "SLK 2024/9 sub 12", RunningText),
        ("FFS-2026-00773", "FFS 2026/773", RunningText),
        ("MH-2024-1533", "MH 2024/1533", RunningText),
        ("BN 2023-002572", "BN 2023/2572", RunningText),
        ("BN-2004-00038", "BN 2004/38", RunningText),
        ("KS 2023-00686", "KS 2023/686", RunningText),
        ("KS 2026-0418", "KS 2026/418", RunningText),
        ("KSN-2014-0604", "KSN 2014/604", RunningText),
        ("KSN 2015-1831", "KSN 2015/1831", RunningText),
        ("KS-2015/31", "KS 2015/31", RunningText),
        ("KS/2011:286", "KS 2011/286", RunningText),
        ("KS/2017:499", "KS 2017/499", RunningText),
        ("SÄN/2012:3", "SÄN 2012/3", RunningText),
        ("KSKF/2014:1", "KSKF 2014/1", RunningText),
        ("KoF 2021/17", "KOF 2021/17", RunningText),
        ("KS 2017/0996", "KS 2017/996", RunningText),
        ("BUN 2018/41", "BUN 2018/41", RunningText),
        ("KU.2017.3", "KU 2017/3", RunningText),
        ("DNR:KU/2007.9", "KU 2007/9", RunningText),
        ("KF/2006.366", "KF 2006/366", RunningText),
        ("KS-KF 2020/12", "KS-KF 2020/12", RunningText),
        ("KS-KF-2020-00012", "KS-KF 2020/12", RunningText),
        ("CFV: 49/2015", "CFV 2015/49", Typed),
        ("N609 2023/4635", "N609 2023/4635", RunningText),
        ("KS 2021/2022", "KS 2021/2022", Typed),
        ("KS 2012/1999", "KS 2012/1999", Typed),
        ("KS 1924/2020", "KS 2020/1924", RunningText),
        ("KS‑2020‑00596", "KS 2020/596", RunningText),
        ("KS\u{a0}2020/596", "KS 2020/596", RunningText),
        ("(KS/2017:499)", "KS 2017/499", RunningText),
        ("KS 2017/499.", "KS 2017/499", RunningText),
        ("Dnr: KS 2017/499", "KS 2017/499", RunningText),
        // Plan codes.
        ("KS/2018:298 - 001", "KS 2018/298 plan 001", RunningText),
        ("KFKS 2015/123 -012", "KFKS 2015/123 plan 012", RunningText),
        ("KS 2018/124-041", "KS 2018/124 plan 041", RunningText),
        ("KS 2018/124 041", "KS 2018/124 plan 041", RunningText),
        ("KS/2018:298-1.2.3", "KS 2018/298 plan 1.2.3", RunningText),
        ("0015/13 - 200", "2013/15 plan 200", Typed),
        ("2016/123 042", "2016/123 plan 042", Typed),
        ("KS 02-820 107", "KS 2002/820 plan 107", RunningText),
        ("Ks 00-1009 006", "KS 2000/1009 plan 006", Typed),
        ("04-257 041", "2004/257 plan 041", Header),
        (
            "NKBY/660/10.04.00.01/2022",
            "NKBY 2022/660 plan 10.04.00.01",
            RunningText,
        ),
        ("00123/20212.6.", "2021/123 plan 2.6", Typed),
        // Two-digit years.
        ("1435/22", "2022/1435", Typed),
        ("1924/20", "2020/1924", Typed),
        ("0263/20", "2020/263", Typed),
        ("008/24", "2024/8", Typed),
        ("202/24", "2024/202", Typed),
        ("169/11", "2011/169", Typed),
        ("31/16", "2016/31", Header),
        ("17/12", "2012/17", Header),
        ("12/85", "1985/12", Header),
        ("100/50", "2050/100", Label),
        ("N609-4635/23", "N609 2023/4635", RunningText),
        ("BUN 10/25", "BUN 2025/10", Typed),
        ("LD13/03336", "LD 2013/3336", RunningText),
        ("RV180949", "RV 2018/949", Typed),
        ("Ks 00/123", "KS 2000/123", Typed),
        // No registry.
        ("596/2020", "2020/596", Typed),
        ("2020/596", "2020/596", Typed),
        ("2020-596", "2020/596", Typed),
        ("dnr 2020-596", "2020/596", RunningText),
        ("dnr 596/2020", "2020/596", RunningText),
        ("Diarienummer: 2020-05", "2020/5", RunningText),
        ("ärende nr 2021/2022", "2021/2022", RunningText),
        ("2021/2022", "2021/2022", Label),
        ("2010:11", "2010/11", Label),
        ("2024-00001", "2024/1", RunningText),
        ("2024-02875", "2024/2875", RunningText),
        ("00322/2026", "2026/322", RunningText),
        ("00003/2019", "2019/3", RunningText),
        // Year first, registry last, and plan code first.
        ("2011/KS 0206 001", "KS 2011/206 plan 001", RunningText),
        ("2023/BUN 0214", "BUN 2023/214", RunningText),
        ("2012-KS0031", "KS 2012/31", RunningText),
        ("2014/747-KS", "KS 2014/747", RunningText),
        ("2020/596 KS", "KS 2020/596", Typed),
        ("322-278/2009", "2009/278 plan 322", Typed),
        ("1.5.3-219-2012", "2012/219 plan 1.5.3", Typed),
        ("504-363/03", "2003/363 plan 504", Typed),
        // What other towns and regions print.
        ("KS 2022/00156 1.3.1", "KS 2022/156 plan 1.3.1", RunningText),
        (
            "KS 2022-00156 3.0.4.0",
            "KS 2022/156 plan 3.0.4.0",
            RunningText,
        ),
        ("22KS156", "KS 2022/156", RunningText),
        ("16KS23", "KS 2016/23", Header),
        ("21RS1234", "RS 2021/1234", RunningText),
        ("2016KS234 003", "KS 2016/234 plan 003", RunningText),
        ("13/KS 0234", "KS 2013/234", RunningText),
        ("14/KS/053", "KS 2014/53", RunningText),
        ("KS2014.0253", "KS 2014/253", RunningText),
        ("KS14.253", "KS 2014/253", Typed),
        ("KS 2014.253", "KS 2014/253", Typed),
        ("2014.253 KS", "KS 2014/253", Typed),
        ("2013.0456.106", "2013/456 plan 106", Label),
        ("KS000156/2014 – 200", "KS 2014/156 plan 200", RunningText),
        ("KS0223/21", "KS 2021/223", RunningText),
        ("14/53", "2014/53", Header),
        ("14/253", "2014/253", Header),
        ("2022-KS-156", "KS 2022/156", RunningText),
        ("KS/2022/156", "KS 2022/156", RunningText),
        ("KS/2013/0293/041", "KS 2013/293 plan 041", RunningText),
        ("KS 2014/253.041", "KS 2014/253 plan 041", RunningText),
        ("KS-0156/2022", "KS 2022/156", RunningText),
        ("RS/156/2022", "RS 2022/156", RunningText),
        ("01234-2022", "2022/1234", RunningText),
        ("RS/191234", "RS 2019/1234", Typed),
        ("RS-LED19-0123", "RS-LED 2019/123", Typed),
        ("2022-POL000156", "POL 2022/156", RunningText),
        ("KS.2013/156", "KS 2013/156", RunningText),
        ("156/22-008", "2022/156 plan 008", Typed),
        ("2021/0123 KS-2", "KS 2021/123 sub 2", Typed),
        (
            "KS-KST/2015:123 - 003",
            "KS-KST 2015/123 plan 003",
            RunningText,
        ),
        ("KS 03-88 007", "KS 2003/88 plan 007", RunningText),
        ("KS-2022-156 Dpl 10", "KS 2022/156 plan 10", RunningText),
        ("KS.2013.156 / 008", "KS 2013/156 plan 008", RunningText),
        ("0009/13 - 41", "2013/9 plan 41", Typed),
    ]
};

#[test]
fn every_printed_form_is_read_into_its_fields() {
    for (printed, expected, _) in FORMS {
        let read = CaseNumber::read(printed).map(|case_number| fields(&case_number));
        assert_eq!(read.as_deref(), Some(expected), "{printed}");
    }
    let labelled = [
        ("7-742-2011", "2011/742 plan 7"),
        ("102-274-04", "2004/274 plan 102"),
        ("Lst dnr 551-856-13", "2013/856 plan 551"),
        ("2006-329-013", "2006/329 plan 013"),
        ("Änr KS 2014/253.041", "KS 2014/253 plan 041"),
        ("Fi2019/01234", "FI 2019/1234"),
    ];
    for (printed, expected) in labelled {
        let number = printed.strip_prefix("Lst ").unwrap_or(printed);
        let read = CaseNumber::read(number).map(|case_number| fields(&case_number));
        assert_eq!(read.as_deref(), Some(expected), "{printed}");
    }
}

#[test]
fn a_form_is_taken_from_the_evidence_that_it_needs_and_from_any_better() {
    let from_weak = [
        Evidence::RunningText,
        Evidence::Typed,
        Evidence::Header,
        Evidence::Label,
    ];
    for (printed, _, needed) in FORMS {
        let taken = from_weak.map(|evidence| CaseNumber::read_given(printed, evidence).is_some());
        let first = from_weak
            .iter()
            .position(|evidence| *evidence == needed)
            .unwrap();
        let expected = [0, 1, 2, 3].map(|rank| rank >= first);
        assert_eq!(taken, expected, "{printed}");
    }
}

#[test]
fn what_is_found_in_a_text_is_what_is_read_from_it() {
    for (printed, expected, needed) in FORMS {
        let text = format!("Svar ges i\n{printed}\noch senare.");
        let found: Vec<String> = CaseNumber::find_all_given(&text, needed)
            .iter()
            .map(|found| fields(&found.case_number))
            .collect();
        // A label vouches only for what comes right after it.
        if needed != Evidence::Label {
            assert_eq!(found, [expected], "{printed}");
        }
    }
}

#[test]
fn nothing_else_is_taken_from_running_text() {
    let texts = [
        "12/13",
        "1435/22",
        "596/2020",
        "2020-596",
        "2024-03-12",
        "12/5",
        "12/5 2020",
        "den 12/10-2020",
        "SFS 2017:725",
        "(2017:725)",
        "kommunallagen (2017:725)",
        "SOU 2023:55",
        "Ds 2019:3",
        "prop. 2022/23:45",
        "bet. 2022/23:KU10",
        "rskr. 2022/23:112",
        "2014/15:SoU3",
        "dir. 2020:12",
        "HSLF-FS 2017:30",
        "BFS 2011:6",
        "AFS 2015:4",
        "MÖD 2014:12",
        "NJA 2015 s. 455",
        "Alafors 2:16",
        "STOCKALID 1:4",
        "Varla 12:345",
        "§ 71/2024",
        "§ 71/24",
        "läsåret 2021/2022",
        "LÄSÅRET 2021/2022",
        "läsår 21/22",
        "2021/2022",
        "2021/22",
        "HT 2021/22",
        "031-365 00 00",
        "08-508 290 00",
        "tfn 0300-83 40 00",
        "010-123 45 67",
        "2023 nr 25",
        "H 2026 nr 136",
        "ISO 9001:2015",
        "SS-EN ISO 14001:2015",
        "SS 436 40 00",
        "förordning (EU) 2016/679",
        "EU 2016/679",
        "(EG) nr 1907/2006",
        "direktiv 2014/24/EU",
        "12 500/2 000 kr",
        "1,435/22",
        "50/50",
        "24/7",
        "2019-2022",
        "Vision 2030",
        "Budget 2024-2026",
        "PLAN 2024-2026",
        "KS 2020-05-12",
        "KS 2020-05-12 § 15",
        "KS 2020.05.12",
        "AU 06-12-05",
        "KF 2023-12",
        "motion 2010:11",
        "kufn 162/11",
        "kufnau 6/12",
        "AU 12/13",
        "kl. 13.00-16.30",
        "org.nr 212000-1355",
        "covid-19",
        "RV180949",
        "AB123456",
        "https://a.se/KS-x/2020/596",
        "KS 2020/0",
        "KS 2020/12345678901",
        "Agenda 2030/2031",
        "30/60/90",
        "2020/596%",
        "1-2/2020",
        "a.KS 2020/596",
        "KS 2020",
        "MÅL 2019-2023",
        "12-1",
        "7 - 6",
        "ja 40/38",
        "212000/1355",
        "10.04.00.01",
        "PBL 2010:900",
        "SoL 2001:453",
        "KFS 2014:12",
        "RAPPORT 2024:12",
        "KS 2014.253",
        "2014.253",
        "12V5",
        "mål nr T 1234-22",
    ];
    for text in texts {
        check_found(text, Evidence::RunningText, expect![""]);
    }
}

#[test]
fn a_search_for_something_else_is_no_case_number() {
    let typed = [
        "2020-05-12",
        "2020-05",
        "2020",
        "12/5",
        "2021/2022",
        "2021/22",
        "2019-2022",
        "12:3",
        "2010:11",
        "EU/EES",
        "12/13",
        "24/7",
        "50/50",
        "100/50",
        "läsår 2021/2022",
        "SFS 2017:725",
        "prop 2022/23:45",
        "EU 2016/679",
        "förordning 2016/679",
        "Alafors 2:16",
        "§ 71/2024",
        "08-508 290",
        "102-274-04",
        "maj 2020",
        "kl 13.00",
        "31/12",
        "ks 2020-05-12",
        "budget 2024-2026",
        "plan 2024/2026",
        "vt 21/22",
        "2020.596",
        "KS",
        "-",
        "",
    ];
    for text in typed {
        check_found(text, Evidence::Typed, expect![""]);
        assert_eq!(
            CaseNumber::read_given(text, Evidence::Typed),
            None,
            "{text}"
        );
    }
}

#[test]
fn even_a_labelled_text_may_be_no_case_number() {
    let texts = [
        "",
        "dnr",
        "dnr:",
        "2020-05-12",
        "KS 2020-05-12",
        "12-05-2020",
        "06-12-05",
        "12/5",
        "12:3",
        "SOU 2023:55",
        "Alafors 2:16",
        "KS",
        "KS 2020",
        "KS 2020/0",
        "KS 2020/596 och 597",
        "596/2020 Rubrik",
        "1820/1830",
        "KNSLI/20014197",
        "12345678901/20",
        "031-365 00 00",
        "Ärendebeskrivning",
        "ISO 9001:2015",
    ];
    for text in texts {
        assert_eq!(CaseNumber::read(text), None, "{text}");
    }
}

#[test]
fn words_around_a_typed_number_are_left_alone() {
    check_found(
        "bygglov Ks 596/2020 avslag",
        Evidence::Typed,
        expect![[r#"
            "Ks 596/2020" KS 2020/596
        "#]],
    );
    check_found(
        "motion 596/2020 skolskjuts",
        Evidence::Typed,
        expect![[r#"
            "596/2020" 2020/596
        "#]],
    );
    check_found(
        "Id: 596/2020",
        Evidence::Typed,
        expect![[r#"
            "596/2020" 2020/596
        "#]],
    );
    check_found(
        "ärende 596/2020 OR dnr: 12/13",
        Evidence::Typed,
        expect![[r#"
            "ärende 596/2020" 2020/596
            "dnr: 12/13" 2013/12
        "#]],
    );
}

#[test]
fn a_header_s_number_may_be_weak_where_it_is_set_apart() {
    let headers = [
        "§ 15 1435/22",
        "15 1435/22 forts.",
        "§ 71, 202/24",
        "§ 48          Dnr 2024-02875",
        "§ 48          31/16",
        "§ 3 b 0263/20",
        "KS § 80 KS/2018:298 - 001",
        "KF § 102 DNR: KU.2017.3",
        "MYN § 19 Dnr 0015/13 - 200",
        "163 Rubrik (KS/2017:499)",
        "Rubrik (1435/22)",
        "§ 44 Ärendenummer SLK-2024-00012",
        "§ 18 0811/22, 12/22",
        "04-257 041",
        "322-278/2009 Rubrik",
        "Sn § 50  Au § 84  Sn § 34  Au § 57  Dnr 2016/123 042",
    ];
    check_found(
        &headers.join("\n"),
        Evidence::Header,
        expect![[r#"
            "1435/22" 2022/1435
            "1435/22" 2022/1435
            "202/24" 2024/202
            "Dnr 2024-02875" 2024/2875
            "31/16" 2016/31
            "0263/20" 2020/263
            "KS/2018:298 - 001" KS 2018/298 plan 001
            "DNR: KU.2017.3" KU 2017/3
            "Dnr 0015/13 - 200" 2013/15 plan 200
            "KS/2017:499" KS 2017/499
            "1435/22" 2022/1435
            "Ärendenummer SLK-2024-00012" SLK 2024/12
            "0811/22" 2022/811
            "12/22" 2022/12
            "04-257 041" 2004/257 plan 041
            "322-278/2009" 2009/278 plan 322
            "Dnr 2016/123 042" 2016/123 plan 042
        "#]],
    );
}

#[test]
fn a_header_s_title_holds_no_weak_numbers() {
    let headers = [
        "§ 15 Budget 2021/2022",
        "§ 15 Skolstart 2024/25 och 12/13",
        "§ 15 24/7-bemanning",
        "§ 15 50/50 i styrelsen",
        "§ 15 2021/2022 Läsårstider",
        "§ 15 2024/25",
        "§ 15 Svar på motion 2010:11 (2010:11)",
        "§ 71/2024",
        "§ 15 Omröstning 40/38 om 1435/22",
        "§ 15 Fastigheten Alafors 2:16",
        "§ 15 2024-05-12",
        "§ 15 Rapport (12/13)",
        "§ 15 Kultur 2024-2026",
        "§ 15 Mat 2024-2026",
        "§ 15 MAT 2024-2026",
        "§ 15 rapport 2024:12",
    ];
    check_found(&headers.join("\n"), Evidence::Header, expect![""]);
}

#[test]
fn a_label_vouches_for_its_number_and_for_a_list() {
    check_found(
        "Dnr 12/13, 14/13 och 15/13 samt 12/14; efter 13/14",
        Evidence::RunningText,
        expect![[r#"
            "Dnr 12/13" 2013/12
            "14/13" 2013/14
            "15/13" 2013/15
            "12/14" 2014/12
        "#]],
    );
    check_found(
        "Diarienummer\n2012/2015\nKlockan 12/13",
        Evidence::RunningText,
        expect![[r#"
            "Diarienummer\n2012/2015" 2012/2015
        "#]],
    );
    check_found(
        "12/13, 14/13. Sedan 15/13",
        Evidence::Label,
        expect![[r#"
            "12/13" 2013/12
            "14/13" 2013/14
        "#]],
    );
    check_found(
        "Ärendenummer:\n\nÄrendebeskrivning 12/13",
        Evidence::Header,
        expect![""],
    );
}

#[test]
fn several_numbers_in_running_text_are_found_with_their_places() {
    check_found(
        "Se även SLK-2023-00390, KS 2020/596 200 000 kr, KS 02-820 107; KS 2018/124 100 platser, \
         N609-4635/23 - 12 ledamöter och 2024-00001.",
        Evidence::RunningText,
        expect![[r#"
            "SLK-2023-00390" SLK 2023/390
            "KS 2020/596" KS 2020/596
            "KS 02-820 107" KS 2002/820 plan 107
            "KS 2018/124" KS 2018/124
            "N609-4635/23" N609 2023/4635
            "2024-00001" 2024/1
        "#]],
    );
}

#[test]
fn the_printed_form_is_cited_without_its_label() {
    let case_number = CaseNumber::read("Ärendenummer: Ks 0596/2020").unwrap();
    assert_eq!(case_number.printed(), "Ks 0596/2020");
    assert_eq!(case_number.canonical(), "KS 2020/596");
    assert_eq!(case_number.slug(), "ks-2020-596");
}

#[test]
fn addresses_and_canonical_forms_are_read_strictly() {
    let from_slug = |slug| CaseNumber::from_slug(slug).map(|number| number.canonical().to_owned());
    assert_eq!(from_slug("ks-2020-596").as_deref(), Some("KS 2020/596"));
    assert_eq!(from_slug("2020-596").as_deref(), Some("2020/596"));
    assert_eq!(from_slug("ks-kf-2020-12").as_deref(), Some("KS-KF 2020/12"));
    assert_eq!(
        from_slug("n609-2023-4635").as_deref(),
        Some("N609 2023/4635")
    );
    for slug in [
        "",
        "2020",
        "ks-596",
        "ks-2020-0",
        "ks-2020-0596",
        "-2020-5",
        "ks--2020-5",
        "1-2020-5",
        "ks-3020-5",
    ] {
        assert_eq!(from_slug(slug), None, "{slug}");
    }
    let from_canonical = |text| CaseNumber::from_canonical(text).is_some();
    assert!(from_canonical("KS 1955/2020") && from_canonical("2021/2022"));
    assert!(
        !from_canonical("KS 2020/0596")
            && !from_canonical("K S 2020/5")
            && !from_canonical("KS 2020-5")
    );
}

#[test]
fn a_record_cannot_hold_a_case_number_that_breaks_the_rules() {
    let read = |registry: &str, year: u16, serial: u32, canonical: &str| {
        let json = format!(
            r#"{{"printed":"x","registry":{registry},"year":{year},"serial":{serial},"sub":null,"plan_code":null,"canonical":"{canonical}"}}"#
        );
        serde_json::from_str::<CaseNumber>(&json).map_err(|error| error.to_string())
    };
    assert!(read(r#""KS""#, 2020, 596, "KS 2020/596").is_ok());
    assert!(read("null", 2020, 596, "2020/596").is_ok());
    assert!(read(r#""ks""#, 2020, 596, "ks 2020/596").is_err());
    assert!(read(r#""K S""#, 2020, 596, "K S 2020/596").is_err());
    assert!(read(r#""KS""#, 20, 596, "KS 20/596").is_err());
    assert!(read(r#""KS""#, 2020, 0, "KS 2020/0").is_err());
    expect!["\"x\" is no case number: its canonical form does not follow from its parts"]
        .assert_eq(
            &read(r#""KS""#, 2020, 596, "KS 2020/597")
                .unwrap_err()
                .replace(" at line 1 column 108", ""),
        );
}

/// Every way in which the same number is printed or typed somewhere.
fn variants(registry: &str, year: u16, serial: u32) -> Vec<String> {
    let small = registry.to_lowercase();
    vec![
        format!("{registry} {year}/{serial}"),
        format!("{registry} {year}/{serial:04}"),
        format!("{registry} {year}-{serial:05}"),
        format!("{registry}-{year}-{serial:05}"),
        format!("{registry}-{year}/{serial}"),
        format!("{registry}/{year}:{serial}"),
        format!("{registry}.{year}.{serial}"),
        format!("{registry}/{year}.{serial}"),
        format!("{registry}{year}/{serial}"),
        format!("{registry}{year}-{serial:05}"),
        format!("{year}/{registry} {serial:04}"),
        format!("{year}/{serial}-{registry}"),
        format!("{year}/{serial} {registry}"),
        format!("Dnr {registry} {year}/{serial}"),
        format!("dnr: {small} {year}/{serial}"),
        format!("{small} {year}/{serial}"),
        format!("{small}-{year}-{serial}"),
        format!("{small}-{year}-{serial:05}"),
    ]
}

proptest! {
    #[test]
    fn every_printed_variant_of_a_number_reads_back_to_it(
        registry in "[A-ZÅÄÖ]{2,4}",
        year in 1970_u16..2070,
        serial in 1_u32..99_999,
    ) {
        prop_assume!(words::may_be_registry(&registry));
        let expected = CaseNumber::from_parts(Some(&registry), year, serial).unwrap();
        for printed in variants(&registry, year, serial) {
            let read = CaseNumber::read(&printed);
            let canonical = read.as_ref().map(CaseNumber::canonical);
            prop_assert_eq!(canonical, Some(expected.canonical()), "{}", printed);
        }
        let serial_first = format!("{registry} {serial:05}/{year}");
        let read = CaseNumber::read(&serial_first);
        prop_assert_eq!(read.as_ref().map(CaseNumber::canonical), Some(expected.canonical()));
    }

    #[test]
    fn canonical_form_and_record_give_the_same_number_back(
        registry in proptest::option::of("[A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,3}(-[A-Z]{2,3})?"),
        year in 1900_u16..2100,
        serial in 1_u32..9_999_999,
    ) {
        let number = CaseNumber::from_parts(registry.as_deref(), year, serial).unwrap();
        prop_assert_eq!(CaseNumber::from_canonical(number.canonical()), Some(number.clone()));
        let from_slug = CaseNumber::from_slug(&number.slug()).unwrap();
        prop_assert_eq!(from_slug.slug(), number.slug());
        let json = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(serde_json::from_str::<CaseNumber>(&json).unwrap(), number);
    }

    #[test]
    fn any_text_is_searched_without_panic_and_in_order(
        pieces in proptest::collection::vec(
            "KS|Dnr|dnr:|2020|05|596|/|-|:|:-|\\.| |  |\n|§|och|,|\\(|%|å|\\PC{0,3}|[0-9]{1,12}|‑",
            0..40,
        ),
    ) {
        let text = pieces.concat();
        for evidence in [Evidence::Label, Evidence::Header, Evidence::Typed, Evidence::RunningText] {
            let mut end = 0;
            for found in CaseNumber::find_all_given(&text, evidence) {
                prop_assert!(found.range.start >= end);
                let range = text.get(found.range.clone()).unwrap();
                prop_assert!(range.ends_with(found.case_number.printed()));
                end = found.range.end;
            }
            CaseNumber::read_given(&text, evidence);
        }
    }
}
