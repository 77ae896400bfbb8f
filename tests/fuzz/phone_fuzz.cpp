#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kiosk/base/text.h"
#include "kiosk/phone/form_token.h"
#include "kiosk/phone/pages/html.h"
#include "kiosk/phone/presence.h"
#include "kiosk/phone/typed_code.h"
#include "kiosk/web/request_head.h"
#include "kiosk/web/request_reader.h"

namespace {

using namespace kiosk;

void require(bool fact) {
    if (!fact) std::abort();
}

const Key key = Key::from(std::string(32, 'k')).value();

void try_as_request(std::string_view bytes) {
    const RequestHead head = read_head(bytes);
    require(head.state != RequestHead::State::complete || head.bytes <= longest_head);
    require((head.state == RequestHead::State::refused) == (head.refusal >= 400));
    if (head.state != RequestHead::State::complete || bytes.size() < head.bytes + head.body_bytes) return;
    // What is handed on means the same when it is read again, and nothing that follows it is part of it.
    const std::string anew = written_anew(head, bytes.substr(head.bytes, head.body_bytes));
    const RequestHead again = read_head(anew);
    require(again.state == RequestHead::State::complete && again.fields == head.fields);
    require(again.target == head.target.substr(0, head.target.find('?')));
    require(again.bytes + again.body_bytes == anew.size());
    static RequestReader reader{[](PhoneRequest& asked, const std::string&) { return PhoneReply{.body = html(asked.path)}; }};
    require(reader.served(anew, {}).starts_with("HTTP/1.1 "));
}

void try_as_proof(std::string_view bytes) {
    require(!seen_screen(bytes, Instant{}, [](const std::string&) { return key; }));
    require(!unsealed_phone(bytes, Instant{}, key));
    require(!sight_of_form(bytes, Phone{}, Instant{}, key));
}

}  // namespace

/// Whatever the bytes: no proof is made of them, no request is understood in two ways, no markup gets through.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view content{reinterpret_cast<const char*>(bytes), size};
    try_as_request(content);
    try_as_proof(content);
    require(html(content).find_first_of("<>\"'") == std::string::npos);
    typed_code(content);
    return 0;
}
