#include "kiosk/sources/files/calendar/windows_zone.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

struct Name {
    string_view windows;  // without " Standard Time"
    string_view zone;
};

constexpr std::array names = {
    Name{"AUS Central", "Australia/Darwin"},
    Name{"AUS Eastern", "Australia/Sydney"},
    Name{"Afghanistan", "Asia/Kabul"},
    Name{"Alaskan", "America/Anchorage"},
    Name{"Aleutian", "America/Adak"},
    Name{"Altai", "Asia/Barnaul"},
    Name{"Arab", "Asia/Riyadh"},
    Name{"Arabian", "Asia/Dubai"},
    Name{"Arabic", "Asia/Baghdad"},
    Name{"Argentina", "America/Argentina/Buenos_Aires"},
    Name{"Astrakhan", "Europe/Astrakhan"},
    Name{"Atlantic", "America/Halifax"},
    Name{"Aus Central W.", "Australia/Eucla"},
    Name{"Azerbaijan", "Asia/Baku"},
    Name{"Azores", "Atlantic/Azores"},
    Name{"Bahia", "America/Bahia"},
    Name{"Bangladesh", "Asia/Dhaka"},
    Name{"Belarus", "Europe/Minsk"},
    Name{"Bougainville", "Pacific/Bougainville"},
    Name{"Canada Central", "America/Regina"},
    Name{"Cape Verde", "Atlantic/Cape_Verde"},
    Name{"Caucasus", "Asia/Yerevan"},
    Name{"Cen. Australia", "Australia/Adelaide"},
    Name{"Central", "America/Chicago"},
    Name{"Central America", "America/Guatemala"},
    Name{"Central Asia", "Asia/Almaty"},
    Name{"Central Brazilian", "America/Cuiaba"},
    Name{"Central Europe", "Europe/Budapest"},
    Name{"Central European", "Europe/Warsaw"},
    Name{"Central Pacific", "Pacific/Guadalcanal"},
    Name{"Central Standard Time (Mexico)", "America/Mexico_City"},
    Name{"Chatham Islands", "Pacific/Chatham"},
    Name{"China", "Asia/Shanghai"},
    Name{"Cuba", "America/Havana"},
    Name{"Dateline", "Etc/GMT+12"},
    Name{"E. Africa", "Africa/Nairobi"},
    Name{"E. Australia", "Australia/Brisbane"},
    Name{"E. Europe", "Europe/Chisinau"},
    Name{"E. South America", "America/Sao_Paulo"},
    Name{"Easter Island", "Pacific/Easter"},
    Name{"Eastern", "America/New_York"},
    Name{"Eastern Standard Time (Mexico)", "America/Cancun"},
    Name{"Egypt", "Africa/Cairo"},
    Name{"Ekaterinburg", "Asia/Yekaterinburg"},
    Name{"FLE", "Europe/Helsinki"},
    Name{"Fiji", "Pacific/Fiji"},
    Name{"GMT", "Europe/London"},
    Name{"GTB", "Europe/Bucharest"},
    Name{"Georgian", "Asia/Tbilisi"},
    Name{"Greenland", "America/Nuuk"},
    Name{"Greenwich", "Atlantic/Reykjavik"},
    Name{"Haiti", "America/Port-au-Prince"},
    Name{"Hawaiian", "Pacific/Honolulu"},
    Name{"India", "Asia/Kolkata"},
    Name{"Iran", "Asia/Tehran"},
    Name{"Israel", "Asia/Jerusalem"},
    Name{"Jordan", "Asia/Amman"},
    Name{"Kaliningrad", "Europe/Kaliningrad"},
    Name{"Kamchatka", "Asia/Kamchatka"},
    Name{"Korea", "Asia/Seoul"},
    Name{"Libya", "Africa/Tripoli"},
    Name{"Line Islands", "Pacific/Kiritimati"},
    Name{"Lord Howe", "Australia/Lord_Howe"},
    Name{"Magadan", "Asia/Magadan"},
    Name{"Magallanes", "America/Punta_Arenas"},
    Name{"Marquesas", "Pacific/Marquesas"},
    Name{"Mauritius", "Indian/Mauritius"},
    Name{"Middle East", "Asia/Beirut"},
    Name{"Montevideo", "America/Montevideo"},
    Name{"Morocco", "Africa/Casablanca"},
    Name{"Mountain", "America/Denver"},
    Name{"Mountain Standard Time (Mexico)", "America/Mazatlan"},
    Name{"Myanmar", "Asia/Yangon"},
    Name{"N. Central Asia", "Asia/Novosibirsk"},
    Name{"Namibia", "Africa/Windhoek"},
    Name{"Nepal", "Asia/Kathmandu"},
    Name{"New Zealand", "Pacific/Auckland"},
    Name{"Newfoundland", "America/St_Johns"},
    Name{"Norfolk", "Pacific/Norfolk"},
    Name{"North Asia", "Asia/Krasnoyarsk"},
    Name{"North Asia East", "Asia/Irkutsk"},
    Name{"North Korea", "Asia/Pyongyang"},
    Name{"Omsk", "Asia/Omsk"},
    Name{"Pacific", "America/Los_Angeles"},
    Name{"Pacific SA", "America/Santiago"},
    Name{"Pacific Standard Time (Mexico)", "America/Tijuana"},
    Name{"Pakistan", "Asia/Karachi"},
    Name{"Paraguay", "America/Asuncion"},
    Name{"Qyzylorda", "Asia/Qyzylorda"},
    Name{"Romance", "Europe/Paris"},
    Name{"Russia Time Zone 10", "Asia/Srednekolymsk"},
    Name{"Russia Time Zone 11", "Asia/Kamchatka"},
    Name{"Russia Time Zone 3", "Europe/Samara"},
    Name{"Russian", "Europe/Moscow"},
    Name{"SA Eastern", "America/Cayenne"},
    Name{"SA Pacific", "America/Bogota"},
    Name{"SA Western", "America/La_Paz"},
    Name{"SE Asia", "Asia/Bangkok"},
    Name{"Saint Pierre", "America/Miquelon"},
    Name{"Sakhalin", "Asia/Sakhalin"},
    Name{"Samoa", "Pacific/Apia"},
    Name{"Sao Tome", "Africa/Sao_Tome"},
    Name{"Saratov", "Europe/Saratov"},
    Name{"Singapore", "Asia/Singapore"},
    Name{"South Africa", "Africa/Johannesburg"},
    Name{"South Sudan", "Africa/Juba"},
    Name{"Sri Lanka", "Asia/Colombo"},
    Name{"Sudan", "Africa/Khartoum"},
    Name{"Syria", "Asia/Damascus"},
    Name{"Taipei", "Asia/Taipei"},
    Name{"Tasmania", "Australia/Hobart"},
    Name{"Tocantins", "America/Araguaina"},
    Name{"Tokyo", "Asia/Tokyo"},
    Name{"Tomsk", "Asia/Tomsk"},
    Name{"Tonga", "Pacific/Tongatapu"},
    Name{"Transbaikal", "Asia/Chita"},
    Name{"Turkey", "Europe/Istanbul"},
    Name{"Turks And Caicos", "America/Grand_Turk"},
    Name{"US Eastern", "America/Indiana/Indianapolis"},
    Name{"US Mountain", "America/Phoenix"},
    Name{"UTC+12", "Etc/GMT-12"},
    Name{"UTC+13", "Etc/GMT-13"},
    Name{"UTC-02", "Etc/GMT+2"},
    Name{"UTC-08", "Etc/GMT+8"},
    Name{"UTC-09", "Etc/GMT+9"},
    Name{"UTC-11", "Etc/GMT+11"},
    Name{"Ulaanbaatar", "Asia/Ulaanbaatar"},
    Name{"Venezuela", "America/Caracas"},
    Name{"Vladivostok", "Asia/Vladivostok"},
    Name{"Volgograd", "Europe/Volgograd"},
    Name{"W. Australia", "Australia/Perth"},
    Name{"W. Central Africa", "Africa/Lagos"},
    Name{"W. Europe", "Europe/Berlin"},
    Name{"W. Mongolia", "Asia/Hovd"},
    Name{"West Asia", "Asia/Tashkent"},
    Name{"West Bank", "Asia/Hebron"},
    Name{"West Pacific", "Pacific/Port_Moresby"},
    Name{"Yakutsk", "Asia/Yakutsk"},
    Name{"Yukon", "America/Whitehorse"}};

std::optional<Zone> zone_for(string_view bare) {
    const auto found = std::ranges::find(names, bare, &Name::windows);
    return found == names.end() ? std::nullopt : Zone::named(found->zone);
}

/// "(UTC+01:00) Amsterdam, Berlin, Bern": what a menu shows.
std::optional<Zone> zone_of_menu(string_view text) {
    const auto close = text.find(')');
    if (!(text.starts_with("(UTC") || text.starts_with("(GMT")) || close == string_view::npos) return std::nullopt;
    constexpr string_view american = " Time (US & Canada)";
    if (text.ends_with(american)) return zone_for(trimmed(text.substr(close + 1, text.size() - close - 1 - american.size())));
    for (const string_view city : split(text.substr(close + 1), ','))
        if (auto zone = Zone::of_city(trimmed(city))) return zone;
    return std::nullopt;
}

}  // namespace

std::optional<Zone> windows_zone(string_view name) {
    name = trimmed(name);
    while (name.size() > 1 && name.front() == '"' && name.back() == '"') name = trimmed(name.substr(1, name.size() - 2));
    if (auto zone = zone_of_menu(name)) return zone;
    constexpr string_view ending = " Standard Time";
    const string_view bare = name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : name;
    // "Eastern" alone is nobody's name for a zone, but "UTC-11" is Windows' whole one.
    if (bare == name && !name.ends_with(" (Mexico)") && !name.starts_with("UTC") && !name.starts_with("Russia Time Zone")) return std::nullopt;
    return zone_for(bare);
}

}  // namespace kiosk
