#include "publish/client.hpp"

#include "base/base64.hpp"
#include "messages/messages.hpp"
#include "os/thread.hpp"
#include "publish/target.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace edca::publish {
namespace {

constexpr unsigned longest_pause = 300;

/// The server may answer differently later.
bool passes(int status) {
  return status == 408 || status == 425 || status == 429 ||
         (status >= 500 && status != 501 && status != 505 && status != 507 && status != 511);
}

std::string host_of(const std::string& url) {
  const std::size_t start = url.find("://");
  return url.substr(0, start == std::string::npos ? start : url.find('/', start + 3));
}

/// What no answer came to may get one later.
bool worth_repeating(const Response& response) {
  return !response.cancelled && !response.untrusted && !response.too_long;
}

Failure unreached(const Response& response, const std::string& url) {
  if (response.cancelled) return {Result::failed, "publish.cancelled"};
  if (response.untrusted) {
    return {Result::failed,
            "publish.untrusted",
            {{"address", host_of(url)}, {"reason", response.reason}}};
  }
  if (response.too_long) {
    return {Result::failed, "publish.answer-too-long", {{"address", host_of(url)}}};
  }
  const bool sent = response.reached == Reached::sent;
  return {Result::failed,
          sent ? "publish.no-answer" : "publish.unreachable",
          {{"address", host_of(url)}, {"reason", response.reason}}};
}

Failure bad_status(const Response& response, const std::string& path, const std::string& url) {
  Arguments arguments = {{"path", path},
                         {"address", url},
                         {"status", std::to_string(response.status)},
                         {"detail", detail_of(response)}};
  const auto made = [&](Result result, const char* key) {
    return Failure(result, key, std::move(arguments));
  };
  switch (response.status) {
    case 401:
    case 403:
      return made(Result::refused, "publish.unauthorized");
    case 412:
      return made(Result::conflict, "publish.changed");
    case 413:
      return made(Result::refused, "publish.too-large");
    case 423:
      return made(Result::conflict, "publish.locked-remote");
    case 429:
      return made(Result::failed, "publish.throttled");
    case 507:
      return made(Result::refused, "publish.full");
    default:
      break;
  }
  if (response.status >= 300 && response.status < 400) {
    arguments.emplace_back("location", short_text(response.header("location")));
    return made(Result::refused, "publish.redirected");
  }
  if (response.status >= 500) return made(Result::failed, "publish.server");
  return made(Result::refused, "publish.refused");
}

}  // namespace

Client::Client(const Settings& settings, const Session& session, World world)
    : session_(session),
      world_(std::move(world)),
      http_{settings.ca_file, settings.proxy, settings.allow_http, settings.timeout},
      user_agent_(std::string("User-Agent: edca/") + EDCA_VERSION),
      retries_(settings.retries),
      timeout_(settings.timeout) {
  const Secrets& secrets = settings.secrets;
  for (const std::string& secret :
       {secrets.token, secrets.password, secrets.secret_key, secrets.session_token,
        base::base64(secrets.user + ":" + secrets.password)}) {
    if (secret.size() > 3) secrets_.push_back(secret);
  }
  if (!world_.pause) {
    world_.pause = os::sleep;
  }
}

Transport& Client::transport() {
  if (!world_.transport) {
    try {
      world_.transport = make_http_transport(http_);
    } catch (const Error& error) {
      throw Failure(Result::usage, error.key(), error.arguments());
    }
  }
  return *world_.transport;
}

Response Client::carried(const Request& request) {
  try {
    return transport().perform(request);
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    throw Failure(error.kind() == ErrorKind::usage ? Result::usage : Result::failed, error.key(),
                  error.arguments());
  }
}

Response Client::perform(Request request) {
  request.headers.push_back(user_agent_);
  const auto told = std::move(request.progress);
  request.progress = [&](std::uint64_t bytes) { return !cancelled() && (!told || told(bytes)); };
  Response response = carried(request);
  response.body = masked(std::move(response.body));
  response.reason = masked(std::move(response.reason));
  for (auto& [name, value] : response.headers) value = masked(std::move(value));
  return response;
}

Response Client::ask(Request request) {
  request.headers.emplace_back("Accept-Encoding: identity");
  for (unsigned attempt = 0;; ++attempt) {
    Response response = perform(request);
    const bool answered = response.reached == Reached::answered;
    if (answered && !passes(response.status)) {
      if (response.status == 401 || response.status == 403) {
        if (!request.secret_headers.empty()) throw bad_status(response, {}, request.url);
        throw Failure(Result::refused, "publish.not-public",
                      {{"address", request.url}, {"status", std::to_string(response.status)}});
      }
      return response;
    }
    if (!worth_repeating(response) || attempt == retries_) {
      throw answered ? bad_status(response, {}, request.url) : unreached(response, request.url);
    }
    wait(attempt + 1, retry_after(response));
  }
}

bool Client::download(const std::string& url, std::vector<std::string> secret_headers, Sink& sink) {
  Request request;
  request.url = url;
  request.follow = secret_headers.empty();
  request.secret_headers = std::move(secret_headers);
  request.most_bytes = sink.most_bytes;
  request.sink = [&](std::string_view bytes) { sink.add(bytes); };
  request.restart = [&] { sink.clear(); };
  const Response response = ask(request);
  if (response.status == 404 || response.status == 410) return false;
  if (response.status != 200) throw bad_status(response, {}, url);
  return true;
}

std::optional<std::uint64_t> Client::size(const std::string& url) {
  Request request;
  request.method = "HEAD";
  request.url = url;
  request.follow = true;
  const Response response = ask(request);
  if (response.status == 404 || response.status == 410) return std::nullopt;
  if (response.status != 200) throw bad_status(response, {}, url);
  return std::strtoull(std::string(response.header("content-length")).c_str(), nullptr, 10);
}

Response Client::send(Request request) {
  return perform(std::move(request));
}

void Client::wait(unsigned attempt, unsigned retry_after) {
  const unsigned doubled = attempt > 6 ? 60 : std::min(1u << (attempt - 1), 60u);
  pause(std::min(std::max(doubled, retry_after), longest_pause));
}

void Client::pause(double seconds) {
  // In small pieces, so that an interruption does not wait.
  for (double left = seconds; left > 0 && !cancelled(); left -= 0.5) {
    world_.pause(std::min(left, 0.5));
  }
}

std::string Client::masked(std::string text) const {
  for (const std::string& secret : secrets_) {
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;) {
      text.replace(at, secret.size(), "***");
    }
  }
  return text;
}

Reply judge(const Response& response, const std::string& path, const std::string& url) {
  Reply reply;
  if (response.ok()) return reply;
  if (response.reached != Reached::answered) {
    reply.failure = unreached(response, url);
    reply.fate = response.reached == Reached::sent ? Reply::Fate::unknown : Reply::Fate::not_done;
    reply.again = worth_repeating(response);
    return reply;
  }
  reply.failure = bad_status(response, path, url);
  reply.again = passes(response.status);
  reply.retry_after = retry_after(response);
  const int status = response.status;
  const bool denied = status >= 300 && status < 500 && status != 408 && status != 429;
  reply.fate = denied ? Reply::Fate::denied : Reply::Fate::unknown;
  return reply;
}

unsigned retry_after(const Response& response) {
  const std::string value(response.header("retry-after"));
  // A date (RFC 9110, 10.2.3) is rare, and clocks differ: the usual pause will do.
  if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) return 0;
  return static_cast<unsigned>(std::min<unsigned long long>(
      value.size() > 9 ? longest_pause : std::stoull(value), longest_pause));
}

std::string detail_of(const Response& response) {
  const std::string_view type = response.header("content-type");
  if (type.starts_with("text/html") || response.body.starts_with("<!DOCTYPE") ||
      response.body.starts_with("<html")) {
    return {};
  }
  return short_text(response.body);
}

Arguments with_detail(const Failure& failure, std::string_view detail) {
  Arguments arguments = failure.arguments();
  for (auto& [name, value] : arguments) {
    if (name == "detail") value = short_text(detail);
  }
  return arguments;
}

std::string short_text(std::string_view text) {
  return messages::shorten(messages::printable(text.substr(0, 2000)), 300);
}

}  // namespace edca::publish
