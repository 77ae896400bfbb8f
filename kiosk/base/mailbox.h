#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace kiosk {

/// Where threads leave finished values for the one that draws: the only place where threads meet.
template <typename Message>
class Mailbox {
  public:
    /// @param wake  called after each message, on the sender's thread
    explicit Mailbox(std::function<void()> wake = [] {}) : wake_(std::move(wake)) {}

    /// Leaves a message. From any thread.
    void post(Message message) {
        {
            const std::lock_guard lock{mutex_};
            messages_.push_back(std::move(message));
        }
        wake_();
    }

    /// Takes all messages, oldest first.
    std::vector<Message> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(messages_, {});
    }

  private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<Message> messages_ = {};
};

}  // namespace kiosk
