#include "cli/publish/destination.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/publish/secrets.hpp"
#include "edca/error.hpp"
#include "publish/journal.hpp"
#include "publish/target_kinds.hpp"

namespace edca::cli {
namespace {

bool is_address(const std::string& text) {
  const publish::TargetKind* kind = publish::find_target_kind(text);
  return (kind != nullptr && kind->folder) || text.find("://") != std::string::npos;
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

void describe(publish::Dataset& to, const PortalDataset& from) {
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
  PortalDataset& dataset = config.portal.dataset;
  if (settings.base_url.empty()) settings.base_url = dataset.base_url;
  const publish::TargetKind* kind = publish::find_target_kind(settings.address);
  if (settings.base_url.empty() && kind != nullptr && kind->readable) {
    settings.base_url = publish::behind_scheme(settings.address);
  }
  dataset.base_url = settings.base_url;
  describe(settings.dataset, dataset);
  if (settings.max_bytes != 0) {
    config.portal.advice.bytes = std::min(config.portal.advice.bytes, settings.max_bytes);
  }
  const publish::Credentials credentials =
      kind == nullptr ? publish::Credentials::none : kind->credentials;
  settings.secrets = read_secrets(credentials, target, command.token_file);
  // The same folder has one state, from wherever it is named.
  std::string address = settings.address;
  if (kind != nullptr && kind->folder) {
    std::error_code none;
    const std::filesystem::path folder(publish::behind_scheme(address));
    address = kind->scheme;
    address += std::filesystem::absolute(folder, none).lexically_normal().generic_string();
  }
  settings.state_folder = state_folder() + "/" + publish::state_name(address);
  destination.name = publish::shown(settings.address);
  destination.settings = std::move(settings);
  return destination;
}

void say_missing(const PortalDataset& dataset, Console& console) {
  std::string missing;
  const auto need = [&](const char* key, const std::string& value) {
    if (value.empty()) missing += (missing.empty() ? "" : ",") + std::string(key);
  };
  need("title", dataset.title);
  need("description", dataset.description);
  need("publisher.name", dataset.publisher.name);
  need("license", dataset.license);
  need("contact.email", dataset.contact_email);
  need("frequency", dataset.frequency);
  if (missing.empty() || console.settings().quiet) return;
  console.say(console.text("publish.metadata-missing", {{"known", missing}}));
}

}  // namespace edca::cli
