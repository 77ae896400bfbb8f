#include "kiosk/sources/files/csv/columns.h"

#include <string_view>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

struct Name {
    string_view words;  // small letters and digits only
    Column column;
};

// A column's better names stand before those that another column may have as well.
constexpr std::array names = {
    Name{"title", Column::title},          Name{"sessiontitle", Column::title},  Name{"talktitle", Column::title},
    Name{"proposaltitle", Column::title},  Name{"titel", Column::title},         Name{"titre", Column::title},
    Name{"ttulo", Column::title},          Name{"summary", Column::title},       Name{"subject", Column::title},
    Name{"name", Column::title},           Name{"session", Column::title},       Name{"talk", Column::title},
    Name{"sessionname", Column::title},    Name{"eventname", Column::title},     Name{"event", Column::title},
    Name{"eventtitle", Column::title},     Name{"topic", Column::title},         Name{"activity", Column::title},
    Name{"date", Column::date},            Name{"startdate", Column::date},      Name{"datum", Column::date},
    Name{"fecha", Column::date},           Name{"day", Column::date},            Name{"tag", Column::date},
    Name{"start", Column::start},          Name{"starttime", Column::start},     Name{"starts", Column::start},
    Name{"startsat", Column::start},       Name{"begin", Column::start},         Name{"beginn", Column::start},
    Name{"from", Column::start},           Name{"von", Column::start},           Name{"dtstart", Column::start},
    Name{"startdatetime", Column::start},  Name{"time", Column::start},          Name{"uhrzeit", Column::start},
    Name{"zeit", Column::start},           Name{"hora", Column::start},          Name{"heure", Column::start},
    Name{"enddate", Column::end_date},     Name{"end", Column::end},             Name{"endtime", Column::end},
    Name{"ends", Column::end},             Name{"endsat", Column::end},          Name{"finish", Column::end},
    Name{"to", Column::end},               Name{"until", Column::end},           Name{"bis", Column::end},
    Name{"ende", Column::end},             Name{"dtend", Column::end},           Name{"enddatetime", Column::end},
    Name{"duration", Column::duration},    Name{"length", Column::duration},     Name{"minutes", Column::duration},
    Name{"dauer", Column::duration},       Name{"durationminutes", Column::duration}, Name{"durationmin", Column::duration},
    Name{"room", Column::room},            Name{"roomname", Column::room},       Name{"raum", Column::room},
    Name{"location", Column::room},        Name{"venue", Column::room},          Name{"stage", Column::room},
    Name{"place", Column::room},           Name{"ort", Column::room},            Name{"saal", Column::room},
    Name{"salle", Column::room},           Name{"sala", Column::room},           Name{"where", Column::room},
    Name{"speakers", Column::people},      Name{"speaker", Column::people},      Name{"speakernames", Column::people},
    Name{"speakername", Column::people},   Name{"presenters", Column::people},   Name{"presenter", Column::people},
    Name{"people", Column::people},        Name{"persons", Column::people},      Name{"person", Column::people},
    Name{"authors", Column::people},       Name{"author", Column::people},       Name{"referent", Column::people},
    Name{"vortragende", Column::people},   Name{"host", Column::people},         Name{"hosts", Column::people},
    Name{"track", Column::track},          Name{"category", Column::track},      Name{"categories", Column::track},
    Name{"tracks", Column::track},         Name{"sessiontype", Column::track},   Name{"type", Column::track},
    Name{"id", Column::id},                Name{"uid", Column::id},              Name{"sessionid", Column::id},
    Name{"eventid", Column::id},           Name{"code", Column::id},             Name{"number", Column::id},
    Name{"guid", Column::guid},            Name{"uuid", Column::guid},           Name{"status", Column::status},
    Name{"state", Column::status},         Name{"cancelled", Column::cancelled}, Name{"canceled", Column::cancelled},
    Name{"iscancelled", Column::cancelled}, Name{"iscanceled", Column::cancelled}, Name{"abgesagt", Column::cancelled},
};

std::string plain(string_view header) {
    std::string result;
    for (const char c : ascii_lower(header))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    return result;
}

}  // namespace

Columns::Columns(const std::vector<std::string>& header) {
    std::vector<std::string> written;
    for (const std::string& name : header) written.push_back(plain(name));
    for (const Name& name : names) {
        auto& place = places_[static_cast<std::size_t>(name.column)];
        for (std::size_t i = 0; i < written.size() && !place; ++i)
            if (written[i] == name.words) place = i;
    }
}

bool Columns::make_a_schedule() const {
    return place_of(Column::title) && (place_of(Column::start) || place_of(Column::date));
}

}  // namespace kiosk
