#pragma once

#include <string_view>

#include "net/url.hpp"

namespace edca::publish {

using net::encode;
using net::encode_path;
using net::folder_url;
using net::Url;

/// As net::parse_url. Throws Failure(usage).
Url parse_url(std::string_view text, bool allow_http);

}  // namespace edca::publish
