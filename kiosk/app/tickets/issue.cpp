#include "kiosk/app/tickets/issue.h"

#include "kiosk/app/tickets/new_file.h"
#include "kiosk/base/text.h"
#include "kiosk/desk/signed_tickets.h"
#include "kiosk/domain/ticket_code.h"
#include "kiosk/paper/badge_pages.h"
#include "kiosk/sources/tickets/signed_ticket.h"
#include "kiosk/store/attendees/ticket_edit.h"

namespace kiosk {
namespace {

std::optional<Instant> moment(const std::optional<WrittenTime>& written, const Zone& zone) {
    return written ? std::optional{written->moment_in(zone)} : std::nullopt;
}

std::string code_for(const Attendee& attendee, const std::string& event, const std::optional<SigningKey>& signing, const Zone& zone) {
    if (!signing) return attendee.code.empty() ? ticket_code(event, random_bytes(ticket_code_length)) : attendee.code;
    return sign_ticket({.event = event_mark(event),
                        .attendee = signed_number_of(attendee.ticket.id),
                        .ticket_type = attendee.ticket.type,
                        .valid_from = moment(attendee.ticket.valid_from, zone),
                        .valid_until = moment(attendee.ticket.valid_until, zone)},
                       *signing);
}

/// "ada-lovelace-3f2a91": tells people apart who are called the same.
std::string file_name(const Attendee& attendee) {
    constexpr std::size_t longest = 80;
    std::string name = slug(attendee.person.name).substr(0, longest);
    while (!name.empty() && !is_utf8(name)) name.pop_back();
    return (name.empty() ? "ticket" : name) + "-" + attendee.ticket.id;
}

/// Letters that an address may have in its fragment, others as %XX (RFC 3986).
std::string in_fragment(std::string_view text) {
    constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kept.find(c) != std::string_view::npos)
            result += c;
        else
            result.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return result;
}

/// RFC 4180; what a spreadsheet would take for a formula is made a text, since people name themselves.
std::string csv_field(const std::string& text) {
    std::string quoted = "\"";
    if (!text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos) quoted += '\'';
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted.append("\"");
}

std::string links_table(const std::vector<Attendee>& attendees, const std::string& public_url) {
    std::string table = "name,email,link\r\n";
    for (const Attendee& each : attendees)
        table.append(csv_field(each.person.name)).append(",").append(csv_field(each.person.email)).append(",").append(
            csv_field(public_url + "#" + in_fragment(each.code))).append("\r\n");
    return table;
}

}  // namespace

int give_codes(Database& database, const HashKey& key, std::vector<Attendee>& attendees, const std::string& event,
               const std::optional<SigningKey>& signing, const Zone& zone) {
    int count = 0;
    database.transaction([&] {
        std::optional<Batch> batch;
        for (Attendee& each : attendees) {
            const std::string code = code_for(each, event, signing, zone);
            if (code == each.code) continue;
            if (!batch) batch = make_batch(database);
            give_code(database, key, *batch, each, code);
            each.code = code;
            ++count;
        }
    });
    return count;
}

void write_tickets(const IssueFiles& files, const std::vector<Attendee>& attendees, const std::string& event) {
    make_folder(files.folder);
    std::vector<Badge> badges;
    for (const Attendee& each : attendees) {
        const QrCode code = qr_code(each.code);
        const std::filesystem::path file = files.folder / file_name(each);
        if (files.png) write_qr_png(file.string() + ".png", code);
        if (files.svg) write_file(file.string() + ".svg", qr_svg(code));
        badges.push_back({.name = each.person.name,
                          .company = each.person.company,
                          .ticket_type = each.ticket.type,
                          .event = event,
                          .code = each.code,
                          .typed = code_to_type(each.code)});
    }
    if (files.pdf) write_badges(files.folder / "badges.pdf", badges, files.badge_size);
    if (!files.links.empty()) write_file(files.links, links_table(attendees, files.public_url));
}

}  // namespace kiosk
