#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"
#include "tests/sources/shared_file.h"

using namespace kiosk;

namespace {

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    CAPTURE(reading.refusal);
    REQUIRE(reading.understood);
    return settle(reading.draft, "");
}

const char* const small_schedule = R"(<?xml version="1.0"?>
<schedule>
  <conference>
    <acronym>hack7</acronym>
    <title>Hack &amp;amp; Seven</title>
    <city>Berlin</city>
    <day_change>04:00</day_change>
  </conference>
  <day date="2024-07-01" start="2024-07-01T09:00:00+02:00" end="2024-07-01T23:00:00+02:00">
    <room name="Empty"/>
    <room name="Hall ">
      <event id="7" guid="g7">
        <date>2024-07-01T10:00:00+02:00</date><start>10:00</start><duration>1:30</duration><room>Hall</room>
        <title>&lt;b&gt;Bold&lt;/b&gt; talk &amp;#8211; 2 &lt; 3</title><track>Main</track>
        <persons><person id="1">Ada</person><person>Bo  Li</person></persons>
      </event>
      <event guid="only-a-guid"><start>00:15</start><duration>00:45</duration><title>Night</title></event>
      <event id="9"><start>12:00</start><title/></event>
    </room>
    <event id="8"><start>1400</start><duration>90</duration><room>Cellar</room><title>CANCELLED: Flat</title></event>
  </day>
  <day date="2024-07-02"/>
</schedule>
)";

}  // namespace

TEST_CASE("a schedule says its event, days, rooms and sessions") {
    const Settled settled = read(small_schedule);

    CHECK(settled.format == "frab-xml");
    CHECK(settled.acronym == "hack7");
    CHECK(settled.event.name == "Hack & Seven");
    CHECK(settled.event.timezone == "Europe/Berlin");
    CHECK(settled.event.days.size() == 2);
    CHECK(iso_time_utc(settled.event.days[0].opens.value()) == "2024-07-01T07:00:00Z");
    CHECK(settled.rooms == std::vector<std::string>{"Empty", "Hall", "Cellar"});
    REQUIRE(settled.sessions.size() == 3);
    const SettledSession& first = settled.sessions[0];
    CHECK(first.session.id == "7");
    CHECK(first.session.guid == "g7");
    CHECK(first.session.title == "Bold talk – 2 < 3");
    CHECK(first.session.people == std::vector<std::string>{"Ada", "Bo Li"});
    CHECK(first.session.track == "Main");
    CHECK_FALSE(first.from_face);
    CHECK(iso_time_utc(first.session.ends) == "2024-07-01T09:30:00Z");
    CHECK(settled.sessions[1].session.title == "Flat");
    CHECK(settled.sessions[1].session.cancelled);
    CHECK(settled.sessions[1].session.room == "Cellar");
    CHECK(settled.sessions[2].session.id == "only-a-guid");
    CHECK(settled.sessions[2].session.room == "Hall");
    CHECK(iso_time_utc(settled.sessions[2].session.starts) == "2024-07-01T22:15:00Z");
    REQUIRE(settled.skipped.size() == 1);
    CHECK(settled.skipped[0].where == "line 18, event 9");
}

TEST_CASE("an entry in several rooms at once is one session in all of them") {
    const Settled settled = read(
        R"(<schedule><day date="2014-07-21"><entry id="1"><start>0930</start><duration>30</duration><room>C01, B05/B06</room>)"
        R"(<title>Breakfast</title><speakers><speaker id="2"><name>Ada</name><profile>x</profile></speaker></speakers></entry></day></schedule>)");

    REQUIRE(settled.sessions.size() == 1);
    CHECK(settled.sessions[0].session.room == "C01");
    CHECK(settled.sessions[0].session.also_in == std::vector<std::string>{"B05/B06"});
    CHECK(settled.sessions[0].session.people == std::vector<std::string>{"Ada"});
}

TEST_CASE("a schedule that breaks off is refused with the line") {
    const std::string whole = small_schedule;
    for (const std::size_t size : {whole.size() - 3, whole.size() / 2, std::size_t{60}}) {
        CAPTURE(size);
        const Reading reading = read_schedule(whole.substr(0, size));
        CHECK_FALSE(reading.understood);
        CHECK(reading.refusal.find("line ") != std::string::npos);
    }
}

TEST_CASE("two documents in one file are refused, not half read") {
    const Reading reading = read_schedule("<schedule><day date='2024-07-01'/></schedule>\n<schedule/>");

    CHECK_FALSE(reading.understood);
    CHECK(reading.refusal.find("line 2") != std::string::npos);
}

TEST_CASE("entities of a DOCTYPE are not expanded") {
    const Settled settled = read(
        "<!DOCTYPE schedule [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        "<schedule><day date='2024-07-01'><event id='1'><start>10:00</start><title>x &b; &f;</title></event></day></schedule>");

    CHECK(settled.sessions[0].session.title == "x &b; &f;");
}

TEST_CASE("the charset that a declaration names is the one that is read") {
    const Settled settled = read("<?xml version='1.0' encoding='ISO-8859-1'?><schedule><day date='2024-07-01'>"
                                 "<event id='1'><start>10:00</start><duration>0:30</duration><title>L\xF6ten</title></event></day></schedule>");

    CHECK(settled.sessions[0].session.title == "Löten");
}

TEST_CASE("real schedules are read whole") {
    struct Case {
        const char* file;
        std::size_t sessions;
        std::size_t rooms;
        std::size_t days;
        const char* zone;
        std::size_t cancelled;
    };
    const Case cases[] = {
        {"28c3.fahrplan.xml", 85, 3, 4, "Europe/Berlin", 0},
        {"31c3.schedule.xml", 138, 4, 4, "Etc/GMT-1", 0},
        {"38c3.schedule.xml", 1007, 72, 4, "Europe/Berlin", 0},
        {"39c3-block.schedule.xml", 180, 12, 5, "Europe/Amsterdam", 0},
        {"camp2019-everything-final.schedule.xml", 606, 64, 5, "Etc/GMT-2", 0},
        {"europython2014.schedule.xml", 188, 8, 7, "UTC", 0},
        {"fosdem-2007.schedule.xml", 215, 18, 2, "Europe/Brussels", 0},
        {"fosdem-2016.schedule.xml", 617, 28, 2, "Europe/Brussels", 2},
        {"guadec.schedule.xml", 7, 2, 3, "Etc/GMT-2", 0},
        {"voctoweb-fixture.schedule.xml", 123, 17, 2, "UTC", 0},
        {"updates/camp2019-1.schedule.xml", 394, 41, 5, "Etc/GMT-2", 0},
        {"updates/camp2019-2.schedule.xml", 473, 50, 5, "Etc/GMT-2", 0},
        {"updates/camp2019-3.schedule.xml", 563, 61, 5, "Etc/GMT-2", 0},
    };
    for (const Case& c : cases) {
        CAPTURE(c.file);
        const auto content = test::shared_file(std::string{"schedules/"} + c.file);
        if (!content) continue;
        const Settled settled = read(*content);
        CHECK(settled.sessions.size() + settled.skipped.size() == c.sessions);
        CHECK(settled.skipped.empty());
        CHECK(settled.rooms.size() == c.rooms);
        CHECK(settled.event.days.size() == c.days);
        CHECK(settled.event.timezone == c.zone);
        CHECK(std::count_if(settled.sessions.begin(), settled.sessions.end(), [](const auto& s) { return s.session.cancelled; }) ==
              static_cast<std::ptrdiff_t>(c.cancelled));
    }
}

TEST_CASE("a state or a flag calls a session off") {
    const auto is_off = [](const std::string& inside) {
        return read("<schedule><conference><title>E</title></conference><day date=\"2024-07-01\"><room name=\"A\"><event id=\"1\"><start>10:00</start>"
                    "<duration>0:30</duration><title>*T*</title>" + inside + "</event></room></day></schedule>").sessions.at(0).session;
    };
    CHECK(is_off("").title == "T");
    for (const char* inside : {"<state>canceled</state>", "<status>cancelled</status>", "<is_cancelled>true</is_cancelled>", "<cancelled>1</cancelled>"})
        CHECK(is_off(inside).cancelled);
    for (const char* inside : {"", "<state>confirmed</state>", "<is_cancelled>false</is_cancelled>"}) CHECK_FALSE(is_off(inside).cancelled);
}
