#include "cli/publish/destination.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/publish/secrets.hpp"
#include "edca/error.hpp"
#include "publish/journal.hpp"

namespace edca::cli {
namespace {

bool is_address(const std::string& text) {
  return text.starts_with("dir:") || text.find("://") != std::string::npos;
}

std::string known_targets(const PublishConfig& config) {
  std::string names;
  for (const auto& [name, target] : config.targets) names += (names.empty() ? "" : ",") + name;
  return names;
}

TargetConfig find_target(const std::string& to, const PublishConfig& config) {
  if (to.empty() && config.targets.size() == 1) return config.targets.begin()->second;
  if (to.empty()) {
    throw Error(ErrorKind::usage,
                config.targets.empty() ? "publish.no-target" : "publish.which-target",
                {{"known", known_targets(config)}});
  }
  if (const auto found = config.targets.find(to); found != config.targets.end()) {
    return found->second;
  }
  TargetConfig target;
  if (!is_address(to)) {
    throw Error(ErrorKind::usage, "publish.target-unknown",
                {{"target", to}, {"path", config.path.empty() ? "edca.toml" : config.path}});
  }
  target.settings.address = to;
  return target;
}

void apply_options(const PublishCommand& command, publish::Settings& settings) {
  if (!command.ca_file.empty()) settings.ca_file = command.ca_file;
  if (!command.proxy.empty()) settings.proxy = command.proxy;
  if (command.retries) settings.retries = *command.retries;
  if (command.timeout) settings.timeout = *command.timeout;
  settings.allow_http = settings.allow_http || command.allow_http;
}

void describe(publish::Dataset& to, const portal::Metadata& from) {
  to.title = from.title;
  to.description = from.description;
  if (to.license.empty()) to.license = from.license;
  to.landing_page = from.landing_page.empty() ? from.base_url : from.landing_page;
  to.contact_name = from.contact_name;
  to.contact_email = from.contact_email;
  to.keywords = from.keywords;
}

}  // namespace

Destination find_destination(const PublishCommand& command, PublishConfig& config) {
  TargetConfig target = find_target(command.to, config);
  Destination destination;
  publish::Settings& settings = target.settings;
  apply_options(command, settings);
  portal::Metadata& dataset = config.dataset;
  if (settings.base_url.empty()) settings.base_url = dataset.base_url;
  if (settings.base_url.empty() && settings.address.starts_with("dav+")) {
    settings.base_url = settings.address.substr(4);
  }
  dataset.base_url = settings.base_url;
  describe(settings.dataset, dataset);
  if (settings.max_bytes != 0) {
    config.portal.advice.bytes = std::min(config.portal.advice.bytes, settings.max_bytes);
  }
  settings.secrets = read_secrets(target, command.token_file);
  // The same folder has one state, from wherever it is named.
  std::string address = settings.address;
  if (address.starts_with("dir:")) {
    std::error_code none;
    address =
        "dir:" + std::filesystem::absolute(address.substr(4), none).lexically_normal().string();
  }
  settings.state_folder = state_folder() + "/" + publish::state_name(address);
  destination.name = publish::shown(settings.address);
  destination.settings = std::move(settings);
  return destination;
}

std::vector<publish::File> files_for(const Destination& destination,
                                     const std::vector<portal::File>& files,
                                     const std::function<std::string(const std::string&)>& local) {
  const bool catalogue = destination.settings.address.starts_with("ckan+");
  std::vector<publish::File> result;
  for (const portal::File& file : files) {
    // A portal of its own has pages and catalogues.
    if (catalogue && file.stage != portal::Stage::manifest &&
        (file.stage != portal::Stage::data || file.format.empty())) {
      continue;
    }
    publish::File made;
    made.path = file.path;
    made.local = local(file.path);
    made.bytes = file.bytes;
    made.sha256 = file.sha256;
    made.media_type = file.media_type;
    made.stage = static_cast<publish::Stage>(file.stage);
    made.title = file.title;
    made.format = file.format;
    result.push_back(std::move(made));
  }
  return result;
}

}  // namespace edca::cli
