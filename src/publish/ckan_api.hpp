#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "publish/target.hpp"

namespace edca::publish {

/// The action API of a CKAN site, 2.9 or newer.
/// https://docs.ckan.org/en/2.10/api/
class CkanApi {
 public:
  /// `site` ends with "/". `authorization` is a whole header.
  CkanApi(Client& client, std::string site, std::string authorization);

  /// What a read answers under "result"; null on 404. Throws Failure.
  json::Value ask(const std::string& action, const std::string& query);
  /// One attempt of a write. `result` gets what it answers, when it is done.
  Reply send(const std::string& action, const json::Value& arguments, const std::string& about,
             json::Value& result);
  Reply send(const std::string& action, std::vector<Part> form, const std::string& about,
             const Client::Progress& progress, json::Value& result);

  /// Throws Failure(usage) where the site is no CKAN or is older than 2.9.
  void check_version();

 private:
  Request about(const std::string& action) const;
  Reply finish(const Response& response, const std::string& about, const std::string& url,
               json::Value& result) const;

  Client& client_;
  std::string site_;
  std::string authorization_;
};

}  // namespace edca::publish
