#include "kiosk/web/phone_server.h"

#include <cstdio>
#include <exception>
#include <future>
#include <thread>
#include <utility>

#include "kiosk/base/priority.h"
#include "kiosk/web/gate.h"
#include "kiosk/web/jobs.h"
#include "kiosk/web/listening.h"
#include "kiosk/web/own_address.h"
#include "kiosk/web/request_reader.h"
#include "kiosk/web/ticket_photo.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds photo_time = 1500ms;
constexpr milliseconds look_for_network_every = 3s;
constexpr milliseconds for_ever = 24h;
constexpr int too_many = 429, unavailable = 503;

std::string plain_refusal(int status) {
    const std::string text = "This request was not understood.\n";
    return "HTTP/1.1 " + std::to_string(status) + " Refused\r\nContent-Type: text/plain\r\nContent-Length: " +
           std::to_string(text.size()) + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" + text;
}

}  // namespace

std::string code_url(const PhoneServerOptions& options, std::uint16_t port, const std::string& code) {
    if (!options.public_url.empty()) return options.public_url + (options.public_url.ends_with('/') ? "" : "/") + code;
    const bool is_everywhere = options.listen.address.empty() || options.listen.address == "0.0.0.0" || options.listen.address == "::";
    const std::string address = is_everywhere ? own_address() : options.listen.address;
    return address.empty() ? "" : "http://" + in_url(address) + ":" + std::to_string(port) + "/" + code;
}

struct PhoneServer::Inside {
    Inside(PhoneServerOptions from, std::unique_ptr<PhoneDesk> its_desk, const std::filesystem::path& folder)
        : options(std::move(from)), languages(folder), desk(std::move(its_desk)), gate(gate_options()) {}

    GateOptions gate_options() {
        return {.listen = options.listen,
                .trusted_proxies = options.trusted_proxies,
                .ticks = options.ticks,
                .hand_on = [this](GateRequest request) { hand_on(std::move(request)); },
                .refusal = [this](int status, const RequestHead& head) { return refusal(status, head); }};
    }

    void hand_on(GateRequest request) {
        const bool is_photo = request.head.is_photo;
        auto job = [this, request = std::move(request)] { request.head.is_photo ? serve_photo(request) : serve(request); };
        (is_photo ? photos : questions).post(std::move(job));
    }

    bool is_secure(const GateRequest& request) const { return request.is_secure || options.public_url.starts_with("https://"); }

    void reply(const GateRequest& request, RequestReader& by) {
        const WayIn way{.is_secure = is_secure(request), .keeps_alive = request.head.keeps_alive};
        gate.reply({request.connection, by.served(written_anew(request.head, request.body), way), request.head.is_photo});
    }

    void serve(const GateRequest& request) { reply(request, reader); }
    void serve_photo(const GateRequest& request) { reply(request, photo_reader); }

    /// On the answering thread.
    PhoneReply answer(const PhoneRequest& asked) {
        try {
            PhoneReply answer = desk->answer(asked, options.moment());
            fails = false;
            if (answer.verdict && answer.verdict->screen == options.screen) options.tell(std::move(*answer.verdict));
            return answer;
        } catch (const std::exception& error) {
            if (!std::exchange(fails, true)) std::fprintf(stderr, "kiosk: a phone got no answer: %s\n", error.what());
            return busy_reply(languages, asked.languages);
        }
    }

    /// On the photos' thread: what is on the picture is found out here, what it means by the answering thread.
    PhoneReply answer_photo(PhoneRequest& asked, const std::string& photo) {
        const milliseconds ends = options.ticks() + photo_time;
        asked.photo = read_photo(photo, [&] { return options.ticks() < ends && !stop.stop_requested(); });
        // The answering thread outlives this one: the answer always comes.
        std::promise<PhoneReply> promise;
        questions.post([&] { promise.set_value(answer(asked)); });
        return promise.get_future().get();
    }

    /// On the gate's thread: the pages for it are made once.
    std::string refusal(int status, const RequestHead& head) {
        if (status != unavailable && status != too_many) return plain_refusal(status);
        PhoneReply reply = busy_reply(languages, head.field("accept-language"));
        return "HTTP/1.1 " + std::to_string(status) + " Busy\r\nContent-Type: " + reply.type + "\r\nContent-Length: " +
               std::to_string(reply.body.size()) +
               "\r\nContent-Security-Policy: " + page_policy() +
               "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nRetry-After: 5\r\nConnection: close\r\n\r\n" + reply.body;
    }

    /// Tells the screen its next code when it is due.
    /// @return how long that counts
    milliseconds invite() {
        if (!options.screen) return for_ever;
        const milliseconds now = options.ticks();
        if (now < invite_at) return invite_at - now;
        const Instant moment = options.moment().real;
        PhoneInvitation invitation;
        try {
            invitation.url = code_url(options, gate.port(), desk->code_on(*options.screen, moment));
        } catch (const std::exception& error) {
            if (!std::exchange(fails, true)) std::fprintf(stderr, "kiosk: there is no code for phones: %s\n", error.what());
        }
        const bool has_code = !invitation.url.empty();
        const auto stays = std::chrono::duration_cast<milliseconds>(next_presence_code(moment) - moment);
        invite_at = now + (has_code ? stays : look_for_network_every);
        options.tell(std::move(invitation));
        return invite_at - now;
    }

    void start() {
        gate_thread = std::jthread([this] {
            set_priority(Priority::background);
            gate.run();
        });
        answering = std::jthread([this](const std::stop_token& token) {
            set_priority(Priority::background);
            questions.work(token, [this] { return invite(); });
        });
        reading = std::jthread([this](const std::stop_token& token) {
            stop = token;
            set_priority(Priority::background);
            photos.work(token, [] { return for_ever; });
        });
    }

    ~Inside() {
        reading.request_stop();
        gate.stop();
    }

    PhoneServerOptions options;
    Languages languages;  // of the busy pages; never changes
    std::unique_ptr<PhoneDesk> desk;
    bool fails = false;  // the last answer did
    milliseconds invite_at{0};
    Jobs questions = {};
    Jobs photos = {};
    std::stop_token stop = {};  // of the photos' thread
    RequestReader reader{[this](PhoneRequest& asked, const std::string&) { return answer(asked); }};
    RequestReader photo_reader{[this](PhoneRequest& asked, const std::string& photo) { return answer_photo(asked, photo); }};
    Gate gate;
    // Ended in this order, the last first: photos wait for answers, answers go to the gate.
    std::jthread gate_thread = {};
    std::jthread answering = {};
    std::jthread reading = {};
};

PhoneServer::PhoneServer(PhoneServerOptions options, std::unique_ptr<PhoneDesk> desk, const std::filesystem::path& languages) {
    allow_many_connections();
    inside_ = std::make_unique<Inside>(std::move(options), std::move(desk), languages);
    inside_->start();
}

PhoneServer::~PhoneServer() = default;

std::uint16_t PhoneServer::port() const { return inside_->gate.port(); }

}  // namespace kiosk
