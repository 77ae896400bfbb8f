#include "kiosk/base/mailbox.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <semaphore>
#include <thread>

using namespace kiosk;

namespace {

struct Letter {
    int sender = 0;
    int number = 0;
};

}  // namespace

TEST_CASE("every message arrives once, and each sender's in the order they were left") {
    constexpr int senders = 4, letters = 500;
    std::counting_semaphore<senders * letters> woken{0};
    Mailbox<Letter> box{[&] { woken.release(); }};
    std::array<std::jthread, senders> threads;
    for (int sender = 0; sender < senders; ++sender)
        threads[static_cast<std::size_t>(sender)] = std::jthread{[&box, sender] {
            for (int number = 0; number < letters; ++number) box.post({sender, number});
        }};

    std::array<int, senders> arrived = {};
    for (int wake = 0; wake < senders * letters; ++wake) {
        woken.acquire();
        for (const Letter& letter : box.take()) CHECK(letter.number == arrived[static_cast<std::size_t>(letter.sender)]++);
    }

    CHECK(std::ranges::all_of(arrived, [](int count) { return count == letters; }));
}

TEST_CASE("an empty mailbox gives nothing") {
    Mailbox<int> box;
    CHECK(box.take().empty());
    box.post(1);
    box.post(2);
    CHECK(box.take() == std::vector{1, 2});
    CHECK(box.take().empty());
}
