#pragma once

#include <functional>

#include "messages/messages.hpp"

namespace CLI {
class App;
}

namespace edca::cli {

/// Calls `each` with the definitions of the program and all its commands.
void with_definitions(messages::Language language,
                      const std::function<void(const CLI::App&)>& each);

}  // namespace edca::cli
