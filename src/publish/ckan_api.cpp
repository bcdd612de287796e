#include "publish/ckan_api.hpp"

#include "publish/url.hpp"

#include <cstdlib>

namespace edca::publish {
namespace {

/// The parsed body of an answer; null where it is no JSON, such as the page of a proxy.
json::Value parsed(const Response& response) {
  try {
    return json::parse(response.body, "CKAN");
  } catch (const Error&) {
    return {};
  }
}

/// All texts of an error, joined.
std::string texts_of(const json::Value& value) {
  std::string out;
  std::vector<const json::Value*> values = {&value};
  for (std::size_t at = 0; at < values.size(); ++at) {
    const json::Value& next = *values[at];
    if (next.is_string()) out += (out.empty() ? "" : "; ") + next.as_string();
    if (next.is_array()) {
      for (const json::Value& each : next.as_array()) values.push_back(&each);
    }
    if (next.is_object()) {
      for (const auto& [key, each] : next.as_object()) {
        if (key != "__type") values.push_back(&each);
      }
    }
  }
  return out;
}

bool names_size(const json::Value& error) {
  const json::Value* upload = error.find("upload");
  return upload != nullptr && texts_of(*upload).find("too large") != std::string::npos;
}

}  // namespace

CkanApi::CkanApi(Client& client, std::string site, std::string authorization)
    : client_(client), site_(std::move(site)), authorization_(std::move(authorization)) {}

Request CkanApi::about(const std::string& action) const {
  Request request;
  request.url = site_ + "api/3/action/" + action;
  request.secret_headers.push_back(authorization_);
  return request;
}

json::Value CkanApi::ask(const std::string& action, const std::string& query) {
  Request request = about(action);
  const std::string shown_url = request.url;
  if (!query.empty()) request.url += "?" + query;
  const Response response = client_.ask(request);
  const json::Value answer = parsed(response);
  const json::Value* result = answer.find("result");
  if (response.ok() && result != nullptr) return *result;
  if (response.status == 404 && answer.is_object()) return {};
  Reply reply;
  json::Value ignored;
  reply = finish(response, shown_url, shown_url, ignored);
  if (reply.failure) throw Failure(*reply.failure);
  throw Failure(Result::usage, "publish.ckan-none", {{"address", site_}});
}

Reply CkanApi::send(const std::string& action, const json::Value& arguments,
                    const std::string& about_what, json::Value& result) {
  Request request = about(action);
  request.method = "POST";
  request.headers.emplace_back("Content-Type: application/json");
  request.body = json::write(arguments);
  return finish(client_.send(request), about_what, request.url, result);
}

Reply CkanApi::send(const std::string& action, std::vector<Part> form,
                    const std::string& about_what, const Client::Progress& progress,
                    json::Value& result) {
  Request request = about(action);
  request.method = "POST";
  request.form = std::move(form);
  request.progress = progress;
  return finish(client_.send(request), about_what, request.url, result);
}

Reply CkanApi::finish(const Response& response, const std::string& about_what,
                      const std::string& url, json::Value& result) const {
  Reply reply = judge(response, about_what, url);
  const json::Value answer = parsed(response);
  if (reply.done()) {
    const json::Value* given = answer.find("result");
    if (given != nullptr && answer.flag("success")) {
      result = *given;
      return reply;
    }
    reply.fate = Reply::Fate::unknown;
    reply.failure = Failure(Result::failed, "publish.ckan-none", {{"address", site_}});
    return reply;
  }
  const json::Value* error = answer.find("error");
  if (response.reached != Reached::answered || error == nullptr) return reply;
  Arguments arguments = with_detail(*reply.failure, texts_of(*error));
  if (response.status == 409) {
    // The old file may be replaced although the rest was refused, and what only failed to be
    // indexed may be saved: the bytes themselves tell.
    reply.fate = Reply::Fate::unknown;
    const bool search = error->text("__type").starts_with("Search");
    reply.again = search;
    if (error->find("match") != nullptr) {
      reply.fate = Reply::Fate::denied;
      reply.failure = Failure(Result::conflict, "publish.ckan-changed", std::move(arguments));
    } else if (names_size(*error)) {
      reply.failure = Failure(Result::refused, "publish.ckan-too-large", std::move(arguments));
    } else {
      reply.failure = Failure(search ? Result::failed : Result::refused,
                              search ? "publish.server" : "publish.refused", std::move(arguments));
    }
  } else {
    reply.failure = Failure(reply.failure->result(), reply.failure->key(), std::move(arguments));
  }
  return reply;
}

void CkanApi::check_version() {
  const json::Value status = ask("status_show", {});
  const std::string version(status.text("ckan_version"));
  if (version.empty()) throw Failure(Result::usage, "publish.ckan-none", {{"address", site_}});
  char* end = nullptr;
  const unsigned long major = std::strtoul(version.c_str(), &end, 10);
  const unsigned long minor = *end == '.' ? std::strtoul(end + 1, nullptr, 10) : 0;
  const bool old = major < 2 || (major == 2 && minor < 9);
  if (old || ask("help_show", "name=package_revise").is_null()) {
    throw Failure(Result::usage, "publish.ckan-old", {{"address", site_}, {"version", version}});
  }
}

}  // namespace edca::publish
