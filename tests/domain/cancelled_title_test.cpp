#include "kiosk/domain/cancelled_title.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

struct Case {
    const char* why;
    const char* written;
    const char* title;
    bool cancelled;
};

const Case cases[] = {
    {"English, with a colon", "CANCELLED: Cockpit", "Cockpit", true},
    {"one l, as in America", "Canceled - Cockpit", "Cockpit", true},
    {"shouted without a separator", "CANCELLED gopy: extend Python", "gopy: extend Python", true},
    {"in brackets before", "[cancelled] Cockpit", "Cockpit", true},
    {"in brackets behind", "Cockpit (cancelled)", "Cockpit", true},
    {"with stars around", "*** CANCELLED *** Cockpit", "Cockpit", true},
    {"German, with umlaut", "FÄLLT AUS: Lötkurs", "Lötkurs", true},
    {"German, behind a dash", "Lötkurs – fällt leider aus!", "Lötkurs", true},
    {"German, one word", "Abgesagt: Lötkurs", "Lötkurs", true},
    {"French, capital with accent", "ANNULÉ : Atelier", "Atelier", true},
    {"French, feminine", "[annulée] Conférence", "Conférence", true},
    {"Spanish", "CANCELADO - Taller", "Taller", true},
    {"Irish", "Ar ceal: Ceardlann", "Ceardlann", true},
    {"Polish, capital letter of two bytes", "ODWOŁANE: Warsztat", "Warsztat", true},
    {"Arabic, feminine, with a colon", "ملغاة: ورشة", "ورشة", true},
    {"Arabic, masculine, in brackets", "[ملغى] ورشة", "ورشة", true},
    {"Arabic, as the screens say it", "ورشة - أُلغيت", "ورشة", true},
    {"an Arabic word that only begins so", "ملغاةات الورشة", "ملغاةات الورشة", false},
    {"an Arabic title of which the word is a part", "ألغيت رحلتي إلى الصين", "ألغيت رحلتي إلى الصين", false},
    {"with a sign before it", "❌ Cancelled: Cockpit", "Cockpit", true},
    {"the mark alone leaves nothing else to show", "CANCELLED", "CANCELLED", true},
    {"a word of the title itself", "Cancelled culture in tech", "Cancelled culture in tech", false},
    {"part of a longer word", "Cancelledness: an essay", "Cancelledness: an essay", false},
    {"a question that ends with the word", "Why was it cancelled?", "Why was it cancelled?", false},
    {"noise cancelling", "Noise cancellation: how", "Noise cancellation: how", false},
    {"an ordinary title keeps its brackets", "[Workshop] Soldering", "[Workshop] Soldering", false},
};

}  // namespace

TEST_CASE("the mark of a cancelled session is found and taken off its title") {
    for (const Case& c : cases) {
        CAPTURE(c.why);
        const MarkedTitle marked = without_cancelled_mark(c.written);
        CHECK(marked.title == c.title);
        CHECK(marked.cancelled == c.cancelled);
    }
}
