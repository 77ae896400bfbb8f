#include "kiosk/sources/attendees/list_columns.h"

#include <algorithm>
#include <optional>

#include "kiosk/base/text.h"
#include "kiosk/sources/attendees/cell_words.h"

namespace kiosk {
namespace {

using std::string_view;

/// A header by its word_key. Where several columns mean the same, the lowest rank that is not empty in a row counts.
struct Heading {
    string_view key;
    Column column;
    int rank = 1;
};

constexpr auto headings = std::to_array<Heading>({
    {"fullname", Column::full_name}, {"attendeename", Column::full_name}, {"displayname", Column::full_name},
    {"nameonbadge", Column::full_name}, {"badgename", Column::full_name}, {"participantname", Column::full_name},
    {"vollername", Column::full_name}, {"vollstandigername", Column::full_name}, {"teilnehmername", Column::full_name},
    {"teilnehmer", Column::full_name, 2}, {"teilnehmerin", Column::full_name, 2}, {"attendee", Column::full_name, 2},
    {"participant", Column::full_name, 2}, {"guest", Column::full_name, 2}, {"gast", Column::full_name, 2},
    {"ticketholder", Column::full_name, 2}, {"holder", Column::full_name, 2}, {"person", Column::full_name, 2},
    {"vorundnachname", Column::full_name}, {"vornachname", Column::full_name}, {"vornamenachname", Column::full_name},
    {"nomcomplet", Column::full_name}, {"nometprenom", Column::full_name}, {"prenometnom", Column::full_name},
    {"nomprenom", Column::full_name}, {"prenomnom", Column::full_name}, {"invite", Column::full_name, 2},
    {"nombrecompleto", Column::full_name}, {"nombreyapellidos", Column::full_name},
    {"nombreyapellido", Column::full_name}, {"asistente", Column::full_name, 2},
    {"participante", Column::full_name, 2}, {"ainmiomlan", Column::full_name}, {"rannphairti", Column::full_name, 2},
    {"imieinazwisko", Column::full_name}, {"nazwiskoiimie", Column::full_name}, {"pelneimieinazwisko", Column::full_name},
    {"uczestnik", Column::full_name, 2},

    {"name", Column::name}, {"nom", Column::name}, {"nombre", Column::name}, {"ainm", Column::name},
    {"nome", Column::name}, {"naam", Column::name},

    {"firstname", Column::given_name}, {"givenname", Column::given_name}, {"givennames", Column::given_name},
    {"forename", Column::given_name}, {"first", Column::given_name, 2}, {"preferredname", Column::given_name, 2},
    {"vorname", Column::given_name}, {"vornamen", Column::given_name}, {"rufname", Column::given_name, 2},
    {"prenom", Column::given_name}, {"prenoms", Column::given_name}, {"nombredepila", Column::given_name},
    {"primernombre", Column::given_name}, {"nombres", Column::given_name}, {"ceadainm", Column::given_name},
    {"chadainm", Column::given_name}, {"ainmbaiste", Column::given_name}, {"imie", Column::given_name},
    {"imiona", Column::given_name}, {"voornaam", Column::given_name},
    {"attendeenamefirstname", Column::given_name}, {"attendeenamegivenname", Column::given_name},
    {"teilnehmernamevorname", Column::given_name},

    {"middlename", Column::middle_name}, {"middle", Column::middle_name, 2}, {"zweitername", Column::middle_name},
    {"attendeenamemiddlename", Column::middle_name}, {"deuxiemeprenom", Column::middle_name},
    {"segundonombre", Column::middle_name}, {"drugieimie", Column::middle_name},

    {"lastname", Column::family_name}, {"familyname", Column::family_name}, {"surname", Column::family_name},
    {"last", Column::family_name, 2}, {"nachname", Column::family_name}, {"familienname", Column::family_name},
    {"zuname", Column::family_name}, {"nomdefamille", Column::family_name}, {"apellido", Column::family_name},
    {"apellidos", Column::family_name}, {"sloinne", Column::family_name}, {"nazwisko", Column::family_name},
    {"achternaam", Column::family_name}, {"cognome", Column::family_name},
    {"attendeenamefamilyname", Column::family_name}, {"attendeenamelastname", Column::family_name},
    {"teilnehmernamenachname", Column::family_name}, {"teilnehmernamefamilienname", Column::family_name},

    {"email", Column::email}, {"emailaddress", Column::email}, {"mail", Column::email, 2},
    {"mailaddress", Column::email}, {"emails", Column::email}, {"emailadresse", Column::email},
    {"mailadresse", Column::email}, {"eposta", Column::email}, {"epost", Column::email},
    {"courriel", Column::email}, {"adressemail", Column::email}, {"adresseemail", Column::email},
    {"adressecourriel", Column::email}, {"adresseelectronique", Column::email}, {"correo", Column::email},
    {"correoelectronico", Column::email}, {"direcciondecorreo", Column::email},
    {"direcciondecorreoelectronico", Column::email}, {"riomhphost", Column::email},
    {"seoladhriomhphoist", Column::email}, {"adresemail", Column::email}, {"poczta", Column::email, 2},
    {"pocztaelektroniczna", Column::email}, {"orderemail", Column::email, 3}, {"buyeremail", Column::email, 3},
    {"contactemail", Column::email, 2},

    {"company", Column::company}, {"companyname", Column::company}, {"organisation", Column::company},
    {"organization", Column::company}, {"organisationname", Column::company}, {"organizationname", Column::company},
    {"affiliation", Column::company}, {"institution", Column::company}, {"institute", Column::company, 2},
    {"employer", Column::company, 2}, {"university", Column::company, 2}, {"firma", Column::company},
    {"unternehmen", Column::company}, {"einrichtung", Column::company}, {"arbeitgeber", Column::company, 2},
    {"hochschule", Column::company, 2}, {"entreprise", Column::company}, {"societe", Column::company},
    {"organisme", Column::company}, {"etablissement", Column::company}, {"empresa", Column::company},
    {"organizacion", Column::company}, {"compania", Column::company}, {"institucion", Column::company},
    {"comhlacht", Column::company}, {"cuideachta", Column::company}, {"eagraiocht", Column::company},
    {"firmainstytucja", Column::company}, {"organizacja", Column::company}, {"instytucja", Column::company},
    {"przedsiebiorstwo", Column::company}, {"azienda", Column::company}, {"bedrijf", Column::company},

    {"tickettype", Column::ticket_type}, {"ticket", Column::ticket_type, 2}, {"product", Column::ticket_type, 2},
    {"productname", Column::ticket_type}, {"category", Column::ticket_type, 2}, {"ticketcategory", Column::ticket_type},
    {"ticketname", Column::ticket_type}, {"ticketclass", Column::ticket_type}, {"item", Column::ticket_type, 3},
    {"itemname", Column::ticket_type, 2}, {"passtype", Column::ticket_type}, {"admissiontype", Column::ticket_type},
    {"registrationtype", Column::ticket_type}, {"attendeetype", Column::ticket_type}, {"type", Column::ticket_type, 3},
    {"ticketart", Column::ticket_type}, {"tickettyp", Column::ticket_type}, {"ticketkategorie", Column::ticket_type},
    {"kategorie", Column::ticket_type, 2}, {"produkt", Column::ticket_type, 2}, {"kartenart", Column::ticket_type},
    {"karte", Column::ticket_type, 2}, {"eintrittskarte", Column::ticket_type, 2},
    {"typedebillet", Column::ticket_type}, {"typebillet", Column::ticket_type}, {"billet", Column::ticket_type, 2},
    {"categorie", Column::ticket_type, 2}, {"produit", Column::ticket_type, 2}, {"tarif", Column::ticket_type, 3},
    {"tipodeentrada", Column::ticket_type}, {"tipoentrada", Column::ticket_type}, {"entrada", Column::ticket_type, 2},
    {"tipodeboleto", Column::ticket_type}, {"categoria", Column::ticket_type, 2}, {"producto", Column::ticket_type, 2},
    {"cinealticeid", Column::ticket_type}, {"ticead", Column::ticket_type, 2}, {"catagoir", Column::ticket_type, 2},
    {"tairge", Column::ticket_type, 2}, {"rodzajbiletu", Column::ticket_type}, {"typbiletu", Column::ticket_type},
    {"bilet", Column::ticket_type, 2}, {"kategoria", Column::ticket_type, 2}, {"kategoriabiletu", Column::ticket_type},

    {"ticketcode", Column::code, 0}, {"barcode", Column::code, 0}, {"barcode#", Column::code, 0},
    {"barcodenumber", Column::code, 0}, {"qrcode", Column::code, 0}, {"qr", Column::code, 0},
    {"secret", Column::code, 0}, {"ticketsecret", Column::code, 0}, {"checkinsecret", Column::code, 0},
    {"checkincode", Column::code, 0}, {"code", Column::code}, {"attendeecode", Column::code},
    {"scancode", Column::code}, {"admissioncode", Column::code}, {"ticketnumber", Column::code, 2},
    {"ticketno", Column::code, 2}, {"ticketnr", Column::code, 2}, {"ticket#", Column::code, 2},
    {"ticketid", Column::code, 3}, {"strichcode", Column::code, 0}, {"geheimnis", Column::code, 0},
    {"ticketnummer", Column::code, 2}, {"codebarres", Column::code, 0}, {"codeabarres", Column::code, 0},
    {"codeqr", Column::code, 0}, {"codedubillet", Column::code, 0}, {"codebillet", Column::code, 0},
    {"numerodebillet", Column::code, 2}, {"codigo", Column::code}, {"codigodebarras", Column::code, 0},
    {"codigoqr", Column::code, 0}, {"codigodeentrada", Column::code, 0}, {"cod", Column::code},
    {"barrachod", Column::code, 0}, {"codqr", Column::code, 0}, {"codticeid", Column::code, 0},
    {"kod", Column::code}, {"kodkreskowy", Column::code, 0}, {"kodqr", Column::code, 0},
    {"kodbiletu", Column::code, 0}, {"numerbiletu", Column::code, 2},

    {"validfrom", Column::valid_from}, {"validsince", Column::valid_from}, {"validafter", Column::valid_from},
    {"validstart", Column::valid_from}, {"startofvalidity", Column::valid_from}, {"gultigab", Column::valid_from},
    {"gultigvon", Column::valid_from}, {"valablede", Column::valid_from}, {"valableapartirde", Column::valid_from},
    {"valabledes", Column::valid_from}, {"valabledu", Column::valid_from}, {"validodesde", Column::valid_from},
    {"validodesdeel", Column::valid_from}, {"bailio", Column::valid_from}, {"wazneod", Column::valid_from},
    {"waznyod", Column::valid_from},

    {"validuntil", Column::valid_until}, {"validto", Column::valid_until}, {"validtill", Column::valid_until},
    {"validthrough", Column::valid_until}, {"validthru", Column::valid_until}, {"validend", Column::valid_until},
    {"validbefore", Column::valid_until}, {"endofvalidity", Column::valid_until}, {"gultigbis", Column::valid_until},
    {"valablejusquau", Column::valid_until}, {"valablejusqua", Column::valid_until},
    {"valablejusque", Column::valid_until}, {"valableau", Column::valid_until}, {"validohasta", Column::valid_until},
    {"validohastael", Column::valid_until}, {"bailigo", Column::valid_until}, {"bailigodti", Column::valid_until},
    {"waznedo", Column::valid_until}, {"waznydo", Column::valid_until},

    {"paid", Column::paid}, {"ispaid", Column::paid}, {"paymentreceived", Column::paid},
    {"bezahlt", Column::paid}, {"paye", Column::paid}, {"regle", Column::paid}, {"pagado", Column::paid},
    {"ioctha", Column::paid}, {"zaplacone", Column::paid}, {"zaplacono", Column::paid}, {"oplacone", Column::paid},
    {"oplacony", Column::paid},

    {"status", Column::status}, {"state", Column::status}, {"attendeestatus", Column::status, 0},
    {"ticketstatus", Column::status, 0}, {"registrationstate", Column::status, 0},
    {"registrationstatus", Column::status, 0}, {"orderstatus", Column::status, 2},
    {"paymentstatus", Column::status, 2}, {"zustand", Column::status}, {"bestellstatus", Column::status, 2},
    {"zahlungsstatus", Column::status, 2}, {"statut", Column::status}, {"etat", Column::status},
    {"estado", Column::status}, {"stadas", Column::status}, {"stan", Column::status},

    {"blocked", Column::blocked}, {"isblocked", Column::blocked}, {"gesperrt", Column::blocked},
    {"bloque", Column::blocked}, {"bloqueado", Column::blocked}, {"blockailte", Column::blocked},
    {"zablokowany", Column::blocked}, {"zablokowane", Column::blocked},

    {"checkedin", Column::checked_in}, {"checkindate", Column::checked_in, 2}, {"checkedindate", Column::checked_in, 2},
    {"checkedinat", Column::checked_in, 2}, {"eingecheckt", Column::checked_in}, {"enregistre", Column::checked_in},

    {"sessions", Column::sessions}, {"session", Column::sessions, 2}, {"workshops", Column::sessions, 2},
    {"workshop", Column::sessions, 3}, {"sitzungen", Column::sessions}, {"veranstaltungen", Column::sessions},
    {"seances", Column::sessions}, {"ateliers", Column::sessions, 2}, {"sesiones", Column::sessions},
    {"talleres", Column::sessions, 2}, {"seisiuin", Column::sessions}, {"sesje", Column::sessions},
    {"warsztaty", Column::sessions, 2},

    {"wikiname", Column::wiki_name}, {"wiki", Column::wiki_name, 2}, {"wikiuser", Column::wiki_name},
    {"wikiusername", Column::wiki_name}, {"wikiaccount", Column::wiki_name}, {"wikibenutzer", Column::wiki_name},
    {"wikibenutzername", Column::wiki_name}, {"nomwiki", Column::wiki_name}, {"nomsurlewiki", Column::wiki_name},
    {"nombrewiki", Column::wiki_name}, {"nombreenelwiki", Column::wiki_name}, {"ainmvici", Column::wiki_name},
    {"ainmwiki", Column::wiki_name}, {"nazwawiki", Column::wiki_name},

    {"language", Column::language}, {"locale", Column::language}, {"lang", Column::language},
    {"preferredlanguage", Column::language}, {"sprache", Column::language}, {"langue", Column::language},
    {"idioma", Column::language}, {"lengua", Column::language}, {"teanga", Column::language},
    {"jezyk", Column::language},

    {"id", Column::id, 2}, {"attendeeid", Column::id}, {"attendee#", Column::id, 0}, {"registrationid", Column::id},
    {"registrantid", Column::id}, {"participantid", Column::id}, {"externalid", Column::id}, {"uuid", Column::id, 2},
    {"guid", Column::id, 2}, {"teilnehmerid", Column::id}, {"teilnehmernummer", Column::id},

    {"ordercode", Column::order}, {"order", Column::order, 2}, {"order#", Column::order}, {"orderid", Column::order},
    {"ordernumber", Column::order}, {"orderno", Column::order}, {"bestellnummer", Column::order},
    {"bestellung", Column::order, 2}, {"bestellcode", Column::order}, {"commande", Column::order, 2},
    {"numerodecommande", Column::order}, {"codedecommande", Column::order}, {"pedido", Column::order, 2},
    {"numerodepedido", Column::order}, {"ordu", Column::order, 2}, {"zamowienie", Column::order, 2},
    {"numerzamowienia", Column::order}, {"kodzamowienia", Column::order},

    {"positionid", Column::position}, {"positionnumber", Column::position}, {"positionno", Column::position},
    {"position#", Column::position}, {"orderposition", Column::position}, {"positionsnummer", Column::position},
    {"positionsid", Column::position},
});

constexpr auto persons = std::to_array<string_view>({"attendee", "participant", "ticketholder", "guest", "teilnehmer",
                                                     "ticketinhaber", "participante", "asistente", "uczestnik"});

std::optional<Heading> heading_of(const std::string& key) {
    const auto find = [](string_view wanted) { return std::ranges::find(headings, wanted, &Heading::key); };
    if (const auto found = find(key); found != headings.end()) return *found;
    for (const string_view person : persons) {
        if (!key.starts_with(person)) continue;
        const auto found = find(string_view{key}.substr(person.size()));
        if (found != headings.end()) return Heading{found->key, found->column, 0};
    }
    return std::nullopt;
}

/// "Name (as on the badge)" is a name.
std::string key_without_remark(string_view header) { return word_key(header.substr(0, header.find_first_of("(["))); }

}  // namespace

ListColumns::ListColumns(std::span<const std::string> header) {
    std::vector<std::pair<Heading, std::size_t>> found;
    for (std::size_t field = 0; field < header.size(); ++field) {
        keys_.push_back(word_key(header[field]));
        auto heading = heading_of(keys_.back());
        if (!heading) heading = heading_of(key_without_remark(header[field]));
        if (heading) found.emplace_back(*heading, field);
    }
    known_ = found.size();
    std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first.rank; });
    for (const auto& [heading, field] : found) fields_[static_cast<std::size_t>(heading.column)].push_back(field);
}

bool ListColumns::has_header(string_view key) const { return std::ranges::find(keys_, key) != keys_.end(); }

string_view ListColumns::cell(Column column, const CsvRecord& record) const {
    for (const std::size_t field : fields(column))
        if (field < record.fields.size())
            if (const string_view cell = trimmed(record.fields[field]); !cell.empty()) return cell;
    return {};
}

}  // namespace kiosk
