//! The table of headings: what stands over which kind of section.

use std::sync::LazyLock;

use SectionKind::{
    Basis, Decision, Description, Motions, Other, Procedure, Proposal, Recipients, Recusal,
    Reservation, Statement, Vote,
};
use paragraf_model::SectionKind;
use rustc_hash::FxHashMap;

/// What a whole heading stands over, in small letters, without colon.
pub(super) fn kind(folded: &str) -> Option<SectionKind> {
    KINDS.get(folded).copied()
}

/// The table turned round; where a heading stands twice, its first place counts.
static KINDS: LazyLock<FxHashMap<&str, SectionKind>> = LazyLock::new(|| {
    let mut kinds = FxHashMap::default();
    for &(kind, headings) in HEADINGS {
        for &heading in headings {
            kinds.entry(heading).or_insert(kind);
        }
    }
    kinds
});

/// Whole headings by kind.
#[rustfmt::skip]
const HEADINGS: &[(SectionKind, &[&str])] = &[
    (Decision, &[
        "beslut", "nämnden beslutar", "beslut/åtgärd", "avgörande", "utskottets beslut",
        "nämndens beslut", "styrelsens beslut", "fullmäktiges beslut", "presidiets beslut",
        "direktionens beslut", "ordförandens beslut", "ordförandebeslut", "delegationsbeslut",
        "ks beslut", "kf beslut", "au beslut", "ksau beslut", "beslut för egen del", "beslutet",
        "beslut i ärendet", "beslut och motivering", "beslut med motivering", "beslutssats",
        "delegationens beslut", "beredningens beslut", "rådets beslut", "kommitténs beslut",
        "kommunalförbundets beslut", "ksau:s beslut", "au:s beslut", "ks:s beslut", "kf:s beslut",
        "rs beslut", "rf beslut", "fullmäktiges avgörande", "nämndens avgörande", "ärendets avgörande",
        "slutligt beslut", "delbeslut", "eget beslut", "beslut i egen regi", "enhälligt beslut",
    ]),
    (Proposal, &[
        "förslag till beslut", "förslag", "beslutsförslag", "förvaltningens förslag",
        "kontorets förslag", "utskottets förslag", "ordförandens förslag", "förslag till nämnden",
        "förslag från förvaltningen", "presidiets förslag", "förslag till beslut i korthet",
        "förslag i ärendet", "förvaltningens förslag till beslut", "kontorets förslag till beslut",
        "ordförandens förslag till beslut", "ordförandes förslag", "ordförandes förslag till beslut",
        "rektors förslag", "liggande förslag", "föreliggande förslag", "utsänt förslag",
        "ursprungligt förslag", "tjänstemannaförslag", "tjänsteförslag",
        "förslag till ställningstagande", "au:s förslag", "ksau:s förslag", "au:s förslag till beslut",
        "ksau:s förslag till beslut", "beredningsförslag", "förslag från kontoret",
        "handläggarens förslag", "kommunchefens förslag", "föredragandes förslag",
        "föredragandens förslag",
    ]),
    (Motions, &[
        "förslag till beslut på sammanträdet", "förslag till beslut under sammanträdet",
        "förslag på sammanträdet", "förslag under sammanträdet", "förslag vid sammanträdet",
        "förslag på mötet", "yrkanden", "yrkande", "yrkanden och proposition", "tilläggsyrkande",
        "tilläggsyrkanden", "ändringsyrkande", "ändringsyrkanden", "ändringsförslag", "tilläggsförslag",
        "yttranden", "yttrande", "inlägg", "anföranden", "talare", "framlagda förslag",
        "framlagda yrkanden", "framställda yrkanden", "framställda förslag", "förslag och yrkanden",
        "yrkanden och förslag", "förslag/yrkanden", "yrkanden/förslag", "yrkande/n", "yrkande/förslag",
        "yrkanden och propositionsordning", "yrkanden och beslutsgång", "yrkanden och propositioner",
        "avslagsyrkande", "avslagsyrkanden", "bifallsyrkande", "återremissyrkande",
        "återremissyrkanden", "yrkande om återremiss", "yrkande om bordläggning",
        "bordläggningsyrkande", "motförslag", "motyrkande", "ordförandens yrkande", "debatt",
        "deltagande i debatten", "i debatten yttrar sig", "yttrar sig",
        "yttrande i ärendet", "talarlista", "inlägg i debatten", "nya förslag", "övriga yrkanden",
        "förslag framlagda under sammanträdet", "förslag framlagda på sammanträdet",
    ]),
    (Description, &[
        "ärendebeskrivning", "beskrivning av ärendet", "ärendet", "ärende", "ärendets gång",
        "beredning", "ärendets beredning", "sammanfattning", "sammanfattning av ärendet",
        "ärendesammanfattning", "bakgrund", "bakgrund till ärendet", "beskrivning", "redogörelse",
        "redogörelse för ärendet", "ärendets tidigare behandling", "tidigare behandling",
        "tidigare beslut", "behandling på sammanträdet", "ärendets behandling under mötet",
        "ärendets behandling på mötet", "ärendets behandling under sammanträdet", "behandling på mötet", "behandling under mötet", "behandling under sammanträdet",
        "ärendets behandling på sammanträdet", "ärendets behandling", "dagens sammanträde",
        "information", "information på sammanträdet", "föredragning", "bedömning",
        "förvaltningens bedömning", "motivering", "motivering till beslut", "motivering till beslutet",
        "skäl till beslut", "skäl till beslutet", "skäl för beslut", "skäl för beslutet",
        "beslutsmotivering", "ekonomiska konsekvenser", "ekonomi", "konsekvenser",
        "barnkonsekvensanalys", "barnrättsprövning", "prövning av barnets bästa", "jämställdhetsanalys",
        "lagstöd", "lagrum", "tillämpliga bestämmelser", "upplysningar", "upplysning", "villkor",
        "avgift", "ärendebeskrivning i korthet", "ärendet i korthet", "kort sammanfattning",
        "kort beskrivning", "sammanfattning av ärende", "sammanfattning av ärendebeskrivning",
        "sammanfattande beskrivning", "kortfattad ärendebeskrivning", "kort ärendebeskrivning",
        "bakgrund och ärendebeskrivning", "ärendebakgrund", "bakgrundsbeskrivning",
        "inledning och bakgrund", "ärendets handläggning", "ärendets tidigare handläggning",
        "tidigare handläggning", "tidigare beslut i ärendet", "tidigare behandling av ärendet",
        "behandling av ärendet", "handläggningen", "ärendets innehåll",
        "ärendebeskrivning och bakgrund", "beskrivning av ärende", "nulägesbeskrivning",
        "utredning i ärendet", "överväganden", "övervägande",
        "förvaltningens överväganden", "förvaltningens synpunkter",
        "förvaltningens synpunkter och förslag", "förvaltningens kommentar",
        "förvaltningens kommentarer", "förvaltningens yttrande", "förvaltningens utredning",
        "kontorets bedömning", "kontorets synpunkter", "kontorets yttrande", "bedömning och motivering",
        "motivering och bedömning", "samlad bedömning",
        "konsekvensbedömning", "konsekvensbeskrivning", "konsekvenser av beslutet",
        "ekonomisk konsekvens", "ekonomisk påverkan", "ekonomisk bedömning", "ekonomiska överväganden",
        "ekonomiska förutsättningar", "finansiering", "ekonomi och finansiering",
        "kostnader och finansiering", "juridiska konsekvenser", "juridisk bedömning",
        "juridiska aspekter", "barnperspektiv", "barnperspektivet", "barnets bästa",
        "barnrättsperspektiv", "barnrättsperspektivet", "barnkonsekvenser", "konsekvenser för barn",
        "bedömning ur barnperspektiv", "bedömning ur ekonomisk dimension",
        "bedömning ur ekologisk dimension", "bedömning ur social dimension",
        "bedömning ur ett barnperspektiv", "ekonomisk dimension", "ekologisk dimension",
        "social dimension", "ekonomiskt perspektiv", "jämställdhetsperspektiv",
        "miljökonsekvenser", "miljöpåverkan", "lagrum och lagstöd",
        "gällande lagstiftning", "aktuell lagstiftning", "aktuella lagrum", "aktuella bestämmelser",
        "tidplan", "tidsplan", "samråd", "facklig samverkan",
        "mbl-förhandling", "kommunicering", "kommunicering av beslut",
        "redogörelse för uppdraget",
        "information i ärendet", "muntlig information", "muntlig föredragning",
        "skälen för beslutet", "skälen för beslut", "motiv", "motiv till beslut", "motiv till beslutet",
        "motiv för beslut", "motivering av beslut", "motivering för beslut", "remissinstanser",
        "remissvar", "inkomna synpunkter", "inkomna yttranden", "yttrande från sakägare",
        "yttranden från sakägare", "planförutsättningar", "förutsättningar",
       
        "svar på interpellationen", "svar på frågan", "ärendets beskrivning", "föredragning av ärendet",
        "giltighetstid", "hur beslutet finansieras", "redovisade beslut",
        "redovisade handlingar", "anmälda handlingar",
    ]),
    (Basis, &[
        "beslutsunderlag", "beslutsunderlag och handlingar", "underlag", "underlag för beslut",
        "underlag till beslut", "handling", "handlingar", "handlingar i ärendet", "i ärendet finns följande dokument",
        "i ärendet finns följande handlingar", "i ärendet föreligger följande handlingar", "följande handlingar ingår i ärendet", "följande dokument finns i ärendet", "bilagor",
        "beslutsunderlag i ärendet", "beslutsunderlag/handlingar", "beslutsunderlag och bilagor",
        "beslutsunderlaget", "beslutsunderlaget består av", "underlag i ärendet",
        "underlag för beslutet", "underlag till beslutet", "handlingar som ingår i beslutet",
        "handlingar som ingår i ärendet", "handlingar till ärendet",
        "handlingar som utgör underlag för beslutet", "ärendets handlingar", "inkomna handlingar",
        "bilaga", "bilagor till beslut", "bilagor till beslutet", "bilagor i ärendet",
        "bilagor till ärendet", "bifogade handlingar", "dokument i ärendet",
        "tidigare utsända handlingar", "utsända handlingar", "följande handlingar finns i ärendet",
        "ärendets beslutsunderlag", "aktuella handlingar",
    ]),
    (Procedure, &[
        "beslutsgång", "beslutsordning", "propositionsordning", "proposition", "propositioner",
        "ordförandens proposition", "ställda proposition", "behandling", "beslutsgången",
        "beslutsprocess", "propositionsställning", "propositionsordning och beslut",
        "propositionsordning och votering", "proposition och beslut", "proposition på yrkandena",
        "propositioner på yrkandena", "beslutsgång och omröstning",
        "beslutsgång och propositionsordning", "propositionsordningen",
        "ordförandens propositionsordning", "ordföranden ställer proposition", "ställda propositioner",
        "proposition och omröstning", "proposition och votering",
    ]),
    (Vote, &[
        "omröstning", "omröstning begärs", "omröstningsresultat", "omröstning och omröstningsresultat",
        "omröstningslista", "huvudvotering", "kontrapropositionsvotering", "motförslagsvotering",
        "votering", "voteringsresultat", "voteringslista", "voteringsordning", "voteringsproposition",
        "sluten omröstning", "omröstningen", "omröstningsordning", "omröstningsproposition",
        "omröstningsprotokoll", "resultat av omröstningen", "resultat av omröstning",
        "röstning", "röstresultat", "röstningsresultat", "rösträkning", "röstlista", "röstningslista",
        "voteringen", "voteringsprotokoll", "votering begärs", "voteringens resultat",
        "resultat av voteringen", "omröstning och beslut", "votering och beslut", "uppropslista",
        "röstredovisning",
    ]),
    (Reservation, &[
        "reservation", "reservationer", "reservationer och protokollsanteckningar", "reservationer och särskilda yttranden", "reservation/er", "reservation mot beslutet",
        "skriftlig reservation", "avvikande åsikt", "reservationer mot beslutet",
        "reservation mot beslut", "reservation till protokollet",
        "reservation till förmån för eget yrkande", "reservation och protokollsanteckning",
        "skriftliga reservationer", "blank reservation", "blanka reservationer", "reserverar sig",
        "reservanter", "reservanter mot beslutet", "anmälda reservationer", "muntlig reservation",
        "reservation(er)", "skriftlig reservation bifogas",
    ]),
    (Statement, &[
        "protokollsanteckning", "protokollsanteckningar", "anteckning till protokollet", "anteckning",
        "anteckningar", "särskilt yttrande", "särskilda yttranden", "särskilt uttalande",
        "ersättaryttrande", "röstförklaring", "deltar ej i beslut", "deltar ej i beslutet",
        "deltar inte i beslutet", "avstår", "avstår från att delta i beslutet",
        "protokollsanteckning/ar", "protokollsanteckning(ar)", "protokollsnotering",
        "protokollsnoteringar", "noteringar", "notering till protokollet",
        "noteras till protokollet", "antecknas till protokollet", "anteckningar till protokollet",
        "röstförklaringar", "deltar ej i beslutsfattandet", "deltar inte i beslut",
        "deltar ej", "ej deltagande i beslut", "ej deltagande i beslutet", "ej deltagande",
        "icke deltagande i beslut", "deltog inte i beslutet", "deltog ej i beslutet",
        "avstår från beslut", "avstår från att delta", "avstående", "avstår från att rösta",
        "särskilt yttrande/n", "särskilda uttalanden", "skriftligt yttrande",
        "ersättaryttranden", "ersättares mening", "ersättarnas mening",
    ]),
    (Recusal, &[
        "jäv", "anmälan om jäv", "jävsanmälan", "jäv anmäls", "jävsförklaring", "jävsfråga",
        "jävsfrågor", "jävsanmälningar", "jäv och ej deltagande i beslut", "jävig", "jäviga",
        "anmäler jäv", "anmält jäv", "anmälan av jäv", "deltar inte på grund av jäv",
        "deltar ej på grund av jäv",
    ]),
    (Recipients, &[
        "protokollsutdrag skickas till", "protokollsutdrag", "protokollsutdrag till",
        "protokollsutdraget skickas till", "protokollsutdrag ska skickas till", "beslutet skickas till",
        "beslutet ska skickas till", "beslut skickas till", "beslutet skickas för kännedom till",
        "beslutet skickas för åtgärd till", "beslutet sänds till", "beslutet delges",
        "beslutet expedieras till", "skickas till", "ska skickas till", "sänds till", "sändlista",
        "expediering", "expedieras", "expedieras till", "expedieringslista", "exp", "delges",
        "delgivning", "delges med mottagningsbevis", "kopia", "kopia till", "kopia för kännedom",
        "utdrag", "utdrag till", "för kännedom", "för kännedom till", "beslut till", "för åtgärd till", "mottagare",
        "beslutsexpediering", "beslutsmottagare", "verkställare", "verkställighet",
        "för verkställighet", "för verkställighet till", "för åtgärd", "delgivning till",
        "delgivning av beslut", "underrättelse", "underrättelse till", "underrättas",
        "kopior till", "expeditioner", "expedierat", "expedierat till",
        "expediera till", "exp till", "exp. till", "beslutet anslås", "skickat till", "sänt till",
        "distributionslista",
    ]),
    (Other, &[
        "beslutsnivå", "övrigt", "frånvarande vid beslut", "ajournering", "handläggare",
        "handläggare i ärendet", "ärendets handläggare", "ansvarig handläggare",
        "beredningsansvarig", "beredningsansvariga", "beredare", "föredragande",
        "föredragande tjänsteman", "föredragande i ärendet", "ordförandens anmärkning",
        "närvarande vid ärendet", "närvarorätt", "ajournering av sammanträdet",
    ]),
];
