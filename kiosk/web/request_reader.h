#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/phone/phone_request.h"

namespace kiosk {

/// Whether what a phone sends comes through TLS, and what it is told to believe.
struct WayIn {
    bool is_secure = false;
    bool keeps_alive = true;
};

/// Turns the bytes of whole requests into questions, and answers into bytes (cpp-httplib). For one thread.
class RequestReader {
  public:
    /// Answers a question. The bytes of a photo stand beside it; empty when there is none.
    using Answer = std::function<PhoneReply(PhoneRequest&, const std::string& photo)>;

    explicit RequestReader(Answer answer);
    ~RequestReader();

    /// The answer to one request.
    ///
    /// @param request  whole, as `written_anew` gives it
    std::string served(const std::string& request, const WayIn& way);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk
