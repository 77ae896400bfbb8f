#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <unordered_set>

#include "kiosk/base/text.h"
#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

namespace {

using namespace kiosk;

void require(bool fact) {
    if (!fact) std::abort();
}

}  // namespace

/// Whatever the bytes: an answer; and what is settled of it can be stored and shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const Reading reading = read_schedule({reinterpret_cast<const char*>(bytes), size});
    require(reading.understood == reading.refusal.empty());
    require(is_utf8(reading.refusal));
    if (!reading.understood) return 0;
    const Settled settled = settle(reading.draft, "");
    std::unordered_set<std::string> ids;
    for (const auto& [session, guid, from_face, id_from_title] : settled.sessions) {
        require(!session.id.empty() && ids.insert(session.id).second);
        require(!session.title.empty() && is_utf8(session.title));
        require(session.starts <= session.ends);
    }
    for (const Topic& topic : settled.topics) require(!topic.id.empty() && ids.insert(topic.id).second && is_utf8(topic.title));
    return 0;
}
