#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "kiosk/app/attendees/passphrase.h"
#include "kiosk/app/commands/command.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/file_content.h"
#include "kiosk/app/options.h"
#include "kiosk/app/tickets/find_attendee.h"
#include "kiosk/app/tickets/issue.h"
#include "kiosk/app/tickets/new_file.h"
#include "kiosk/base/text.h"
#include "kiosk/desk/signed_tickets.h"
#include "kiosk/domain/ticket_code.h"
#include "kiosk/sources/tickets/signed_ticket.h"
#include "kiosk/store/attendees/ticket_edit.h"
#include "kiosk/store/attendees/trusted_keys.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

Database database_with_attendees(const std::filesystem::path& file) {
    auto database = Database::open_if_there(file);
    if (!database || !has_attendees(*database))
        throw std::runtime_error("there are no attendees yet: kiosk attendees import FILE brings them");
    return std::move(*database);
}

std::string event_name(const Database& database) {
    const auto programme = load_programme(database);
    return programme ? programme->event.name : "";
}

std::string bytes_of(const PublicKey& key) { return {key.begin(), key.end()}; }

std::string sizes_of_badges() {
    std::string names;
    for (const BadgeSize& size : badge_sizes()) names += (names.empty() ? "" : "|") + std::string{size.name};
    return names;
}

class TicketCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("ticket", "tickets and badges");
        words.fallthrough();
        words.require_subcommand(1);
        add_issue(words);
        add_keys(words);
        revoke_ = words.add_subcommand("revoke", "this ticket is let in no more");
        unrevoke_ = words.add_subcommand("unrevoke", "take a revocation back");
        for (CLI::App* each : {revoke_, unrevoke_}) {
            each->fallthrough();
            each->add_option("CODE-or-NAME", whom_, "a code, or with the passphrase a name")->required()->expected(1);
            add_passphrase(*each);
        }
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        if (issue_->parsed()) issue(file, out);
        if (keygen_->parsed()) make_keys(out);
        if (trust_->parsed()) trust(file, out);
        if (revoke_->parsed()) revoke(file, out, true);
        if (unrevoke_->parsed()) revoke(file, out, false);
    }

  private:
    void add_passphrase(CLI::App& words) {
        words.add_option("--passphrase-file", passphrase_file_, "the organiser's passphrase (else KIOSK_PASSPHRASE, else asked)")
            ->type_name("FILE");
    }

    void add_issue(CLI::App& words) {
        issue_ = words.add_subcommand("issue", "QR codes and badges; who has no code yet gets one");
        issue_->fallthrough();
        issue_->add_option("--out", out_, "the folder for them, made when it is new")->type_name("DIR")->required();
        issue_->add_option("--format", format_, "these alone (without: png, and badges as pdf)")->type_name("png|svg|pdf");
        issue_->add_option("--badge-size", badge_size_, "of the pdf's badges")->type_name(sizes_of_badges());
        auto* sign = issue_->add_flag("--signed", signed_, "tickets that kiosks know without a list; codes given before end");
        issue_->add_option("--key", key_, "the signing key, of ticket keygen")->type_name("FILE")->needs(sign);
        auto* links = issue_->add_option("--links", links_, "a table of name, e-mail address and link for a mail merge")->type_name("FILE.csv");
        issue_->add_option("--public-url", public_url_, "what a link begins with")->type_name("URL")->needs(links);
        issue_->add_option("NAME-or-code", people_, "these people alone")->type_name("");
        add_passphrase(*issue_);
    }

    void add_keys(CLI::App& words) {
        keygen_ = words.add_subcommand("keygen", "make the organiser's signing key, and the public key that kiosks trust");
        keygen_->fallthrough();
        keygen_->add_option("--out", out_, "the folder for the two")->type_name("DIR")->required();
        trust_ = words.add_subcommand("trust", "let in whoever has a ticket signed with this key");
        trust_->fallthrough();
        trust_->add_option("KEY", key_, "a public key: PEM, or base64 of one as pretix shows it")->required();
        trust_->add_option("--from", from_, "whose tickets it signs, if not our own")->type_name("pretix");
    }

    IssueFiles files() const {
        IssueFiles files{.folder = out_, .links = links_, .public_url = public_url_};
        if (!format_.empty() && format_ != "png" && format_ != "svg" && format_ != "pdf")
            throw UsageError("--format: " + in_quotes(clean_utf8(format_)) + " is neither png, svg nor pdf");
        files.png = format_.empty() || format_ == "png";
        files.svg = format_ == "svg";
        files.pdf = format_.empty() || format_ == "pdf";
        if (!badge_size_.empty()) {
            const auto size = badge_size_named(badge_size_);
            if (!size) throw UsageError("--badge-size: " + in_quotes(clean_utf8(badge_size_)) + " is none of " + sizes_of_badges());
            files.badge_size = *size;
        }
        if (!links_.empty() && public_url_.empty()) throw UsageError("--links needs --public-url URL: what the links begin with");
        if (!public_url_.empty()) check_public_url(public_url_);
        if (signed_ && key_.empty()) throw UsageError("--signed needs --key FILE: kiosk ticket keygen makes one");
        return files;
    }

    void issue(const std::filesystem::path& file, std::ostream& out) const {
        const IssueFiles wanted = files();
        std::optional<SigningKey> signing;
        if (signed_) {
            signing = signing_key_from(file_content(key_));
            if (!signing) throw std::runtime_error(in_quotes(clean_utf8(key_)) + " is no private Ed25519 key in PEM: kiosk ticket keygen makes one");
        }
        Database database = database_with_attendees(file);
        const auto programme = load_programme(database);
        std::vector<Attendee> attendees =
            chosen(all_attendees(database, OrganiserKey::open(database, passphrase(passphrase_file_))));
        const std::string event = programme ? programme->event.name : "";
        const Zone zone = programme ? zone_of_event(programme->event.timezone) : Zone{};
        const int new_codes = give_codes(database, HashKey::of(database), attendees, event, signing, zone);
        if (signing) trust_key(database, {bytes_of(public_key_of(*signing)), TicketSigner::kiosk});
        write_tickets(wanted, attendees, event);
        out << counted(attendees.size(), "ticket") << " in " << clean_utf8(wanted.folder.string()) << ", "
            << counted(static_cast<std::size_t>(new_codes), "new code") << "\n";
    }

    /// Those named, each once; all with a ticket that may be valid when nobody is.
    std::vector<Attendee> chosen(const std::vector<Attendee>& all) const {
        std::vector<Attendee> list;
        for (const std::string& wanted : people_) {
            const Attendee& found = find_attendee(all, wanted);
            const auto same = [&](const Attendee& each) { return each.ticket.id == found.ticket.id; };
            if (std::ranges::none_of(list, same)) list.push_back(found);
        }
        if (!people_.empty()) return list;
        // A ticket that no list has came signed from elsewhere: its code is not known here.
        std::ranges::copy_if(all, std::back_inserter(list), [](const Attendee& each) {
            return each.ticket.state != TicketState::revoked && (!each.has_code || !each.code.empty());
        });
        return list;
    }

    void make_keys(std::ostream& out) const {
        const std::filesystem::path folder = out_;
        make_folder(folder);
        const SigningKey key = new_signing_key();
        write_new_file(folder / "kiosk-signing.key.pem", signing_key_pem(key));
        write_new_file(folder / "kiosk-signing.pub.pem", to_pem(public_key_of(key)));
        out << clean_utf8((folder / "kiosk-signing.key.pem").string()) << ": signs tickets; keep it to yourself\n"
            << clean_utf8((folder / "kiosk-signing.pub.pem").string()) << ": for the kiosks (kiosk ticket trust)\n";
    }

    void trust(const std::filesystem::path& file, std::ostream& out) const {
        if (!from_.empty() && from_ != "pretix") throw UsageError("--from: " + in_quotes(clean_utf8(from_)) + " is not pretix");
        const auto key = public_key_from(file_content(key_));
        if (!key) throw std::runtime_error(in_quotes(clean_utf8(key_)) + " is no public Ed25519 key: a PEM file, or base64 of one");
        Database database = Database::open(file);
        const bool is_new = trust_key(database, {bytes_of(*key), from_.empty() ? TicketSigner::kiosk : TicketSigner::pretix});
        out << (is_new ? "Tickets signed with this key are let in.\n" : "This key was trusted already.\n");
    }

    /// The id of whom the command line means.
    std::string attendee_meant(Database& database, const HashKey& key) const {
        for (const std::string& code : {whom_, own_code(whom_)})
            if (const auto found = attendee_with_code(database, key, code)) return *found;
        if (const auto known = ticket_with_id(database, whom_)) return known->id;
        if (const auto unknown = signed_by_trusted(database, key)) return *unknown;
        return find_attendee(all_attendees(database, OrganiserKey::open(database, passphrase(passphrase_file_))), whom_).ticket.id;
    }

    /// A signed ticket that no list has, so that it can be revoked before it was ever seen.
    std::optional<std::string> signed_by_trusted(Database& database, const HashKey& key) const {
        SignedScan scan = read_signed(whom_, event_name(database), trusted_keys(database));
        if (scan.finding != SignatureFinding::good) return std::nullopt;
        if (scan.ticket.id.empty()) scan.ticket.id = attendee_id_of(key, scan.text);
        if (!ticket_with_id(database, scan.ticket.id)) add_signed_ticket(database, key, scan.text, scan.ticket);
        return scan.ticket.id;
    }

    void revoke(const std::filesystem::path& file, std::ostream& out, bool revoked) const {
        auto database = Database::open_if_there(file);
        if (!database || (!has_attendees(*database) && trusted_keys(*database).empty()))
            throw std::runtime_error("there are no attendees yet: kiosk attendees import FILE brings them");
        const bool changed = set_revoked(*database, attendee_meant(*database, HashKey::of(*database)), revoked);
        const char* what = revoked ? "revoked" : "let in again";
        out << (changed ? "The ticket is " : "The ticket was already ") << what << ".\n";
    }

    CLI::App* issue_ = nullptr;
    CLI::App* keygen_ = nullptr;
    CLI::App* trust_ = nullptr;
    CLI::App* revoke_ = nullptr;
    CLI::App* unrevoke_ = nullptr;
    std::string out_;
    std::string format_;
    std::string badge_size_;
    bool signed_ = false;
    std::string key_;
    std::string links_;
    std::string public_url_;
    std::vector<std::string> people_;
    std::string from_;
    std::string whom_;
    std::string passphrase_file_;
};

}  // namespace

std::unique_ptr<Command> ticket_command() { return std::make_unique<TicketCommand>(); }

}  // namespace kiosk
