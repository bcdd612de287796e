#include "publish/url.hpp"

#include "edca/publisher.hpp"

namespace edca::publish {

Url parse_url(std::string_view text, bool allow_http) {
  try {
    return net::parse_url(text, allow_http);
  } catch (const Error& error) {
    throw Failure(Result::usage, error.key(), error.arguments());
  }
}

}  // namespace edca::publish
