#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace kiosk {

/// What a look at a source brought.
struct SourceLook {
    enum class Outcome { changed, unchanged, failed, stopped };

    Outcome outcome = Outcome::failed;
    std::string content = {};               // when changed: all of its bytes
    std::string why = {};                   // when failed: a sentence without its end
    std::chrono::seconds wait_at_least = {};  // when failed: asked for by the source
};

/// A schedule outside that may change: a file, or an address. For one thread.
class FollowedSource {
  public:
    virtual ~FollowedSource() = default;

    /// Looks whether it has changed since the content that was taken last.
    ///
    /// @param stop  a descriptor; gives up, with the outcome `stopped`, when it becomes readable
    virtual SourceLook look(int stop) = 0;

    /// The content of the last look is in the database: it is the same from now on until it changes.
    virtual void take() = 0;

    /// A descriptor that becomes readable when it may have changed; -1: none.
    virtual int changes() const { return -1; }

    /// Takes away what made that descriptor readable.
    ///
    /// @return  whether looking is worth while before its time
    virtual bool heard_change() { return false; }

    /// As the database and sentences call it: an absolute path, or an address without a password.
    const std::string& name() const { return name_; }

  protected:
    explicit FollowedSource(std::string name) : name_(std::move(name)) {}

  private:
    std::string name_;
};

/// Follows a file, which need not be there yet. A file that somebody is writing is waited for.
std::unique_ptr<FollowedSource> followed_file(const std::string& path);

/// Follows an address (http or https, also after redirects) by conditional requests. A certificate has to be one that
/// this machine trusts, or that the file in SSL_CERT_FILE does.
///
/// @param patience  how long an answer may stand still; five minutes it may take in all
std::unique_ptr<FollowedSource> followed_address(const std::string& address, std::chrono::seconds patience);

/// Whether it is an address that can be followed: http or https, with a host.
bool is_web_address(const std::string& source);

}  // namespace kiosk
