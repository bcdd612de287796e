#pragma once

#include <cstddef>
#include <string>

#include "messages/messages.hpp"

namespace edca::cli {

/// The help of a command ("schema list"; "" is the program), wrapped to `width` columns.
std::string help_text(const std::string& path, messages::Language language, std::size_t width);

/// How a command is called: "edca schema add [OPTIONS] EXTENSION".
std::string usage_text(const std::string& path, messages::Language language);

/// The columns of the terminal that standard output is, between 50 and 120; 80 where it is none.
std::size_t help_width();

}  // namespace edca::cli
