#pragma once

#include "json/members.hpp"
#include "json/text.hpp"

#include <string_view>

namespace edca::cli {

using json::decoded;
using json::find_members;
using json::member_of;

/// The place of `to`, which lies in `text`, whose start is at `place`.
json::Place moved(json::Place place, std::string_view text, const char* to);

}  // namespace edca::cli
