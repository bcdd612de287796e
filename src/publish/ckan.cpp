#include "publish/target.hpp"

namespace edca::publish {

std::unique_ptr<Target> make_ckan_target(const Settings& settings, Client& client) {
  static_cast<void>(client);
  throw Failure(Result::usage, "publish.address", {{"address", shown(settings.address)}});
}

}  // namespace edca::publish
