#pragma once

#include "base/text.hpp"
#include "json/members.hpp"

#include <string_view>

namespace edca::cli {

using json::decoded;
using json::find_members;
using json::member_of;

/// The place of `to`, which lies in `text`, whose start is at `place`.
base::Place moved(base::Place place, std::string_view text, const char* to);

}  // namespace edca::cli
