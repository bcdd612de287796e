#include "ocds/profile_choice.hpp"

#include <utility>

#include "ocds/extensions.hpp"

namespace edca::ocds {

ProfileChoice::ProfileChoice(ReadOptions given)
    : options(std::move(given)),
      extra(load_extensions(catalog, options)),
      decider(catalog, options, extra) {}

}  // namespace edca::ocds
