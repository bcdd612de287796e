#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/session.hpp"
#include "edca/publisher.hpp"

namespace edca::publish {

struct Reply;
class Sink;

/// Sends the requests of a target: reads as often as it takes, writes once.
class Client {
 public:
  using Progress = std::function<bool(std::uint64_t bytes)>;

  /// The session must outlive it.
  Client(const Settings& settings, const Session& session, World world);

  /// A request without effect, repeated with growing pauses while the server fails; secrets that
  /// the answer repeats are masked. Throws Failure when there is no answer, and where the server
  /// still fails after the last attempt (5xx, 429, 408) or refuses the credentials (401, 403).
  Response ask(Request request);
  /// GET into a sink, anonymously and following redirects, or with `secret_headers` and without.
  /// False on 404 and 410. Throws Failure.
  bool download(const std::string& url, std::vector<std::string> secret_headers, Sink& sink);
  /// Anonymous HEAD: the size, or nothing on 404 and 410. Throws Failure.
  std::optional<std::uint64_t> size(const std::string& url);
  /// One attempt of a request that changes something.
  Response send(Request request);

  /// Waits before attempt number `attempt` (from 1): 1, 2, 4 … seconds, at most 60, or as long as
  /// the server asked for, at most 5 minutes.
  void wait(unsigned attempt, unsigned retry_after = 0);
  void pause(double seconds);
  std::int64_t now() const { return base::now(session_); }
  unsigned retries() const { return retries_; }
  unsigned timeout() const { return timeout_; }
  /// While something is put back, nobody can cancel.
  void set_cancellable(bool value) { cancellable_ = value; }
  bool cancelled() const { return cancellable_ && base::cancelled(session_); }

 private:
  Transport& transport();
  /// As Transport::perform; what that throws becomes a Failure.
  Response carried(const Request& request);
  Response perform(Request request);
  std::string masked(std::string text) const;

  const Session& session_;
  World world_;
  HttpOptions http_;
  std::string user_agent_;
  std::vector<std::string> secrets_;
  unsigned retries_;
  unsigned timeout_;
  bool cancellable_ = true;
};

/// What an answer says of a write: 2xx is done, most of 3xx and 4xx deny it, and all else is
/// unknown once the request was sent; also 429, 501 and 507, which a gateway may give of its own.
/// `path` is the file it was about.
Reply judge(const Response& response, const std::string& path, const std::string& url);

/// Seconds that the server asks to wait; 0: it does not say.
unsigned retry_after(const Response& response);

/// What the server says of an error, short: nothing of a web page.
std::string detail_of(const Response& response);

/// The arguments of what judge() says of an answer, with a better detail, shortened.
Arguments with_detail(const Failure& failure, std::string_view detail);

/// What a server says, as it may be shown: at most 300 characters, none of which does anything.
std::string short_text(std::string_view text);

}  // namespace edca::publish
