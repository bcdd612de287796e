#include "net/proxy.hpp"

#include <cstdlib>
#include <map>
#include <string>

#include "catch.hpp"

namespace {

using Names = std::map<std::string, std::string>;

/// The variables of the environment that name proxies, and nothing else of them.
class Variables {
 public:
  explicit Variables(const Names& values) {
    for (const char* name : {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy",
                             "ALL_PROXY", "no_proxy", "NO_PROXY"}) {
      const char* before = std::getenv(name);
      if (before != nullptr) before_[name] = before;
      ::unsetenv(name);
    }
    for (const auto& [name, value] : values) ::setenv(name.c_str(), value.c_str(), 1);
    given_ = values;
  }
  ~Variables() {
    for (const auto& [name, value] : given_) ::unsetenv(name.c_str());
    for (const auto& [name, value] : before_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  Names before_;
  Names given_;
};

}  // namespace

TEST_CASE(
    "a request goes through the proxy that is named for it, and to this machine through none") {
  using edca::net::proxy_for;
  const Variables environment(Names{{"http_proxy", "p:1"},
                                    {"HTTPS_PROXY", "p:2"},
                                    {"no_proxy", "inside.example, .near.example,10.0.0.7"}});
  CHECK(proxy_for("http://a.example/x", "") == "p:1");
  CHECK(proxy_for("https://a.example:8443/x", "") == "p:2");
  CHECK(proxy_for("https://a.example/", "given:3") == "given:3");
  for (const char* direct :
       {"http://127.0.0.1:80/", "http://127.9.9.9/", "http://localhost/", "https://[::1]:4/",
        "http://inside.example/", "http://b.inside.example:8080/", "http://c.near.example/",
        "http://10.0.0.7/"}) {
    CAPTURE(direct);
    CHECK(proxy_for(direct, "").empty());
    CHECK(proxy_for(direct, "given:3").empty());
  }
  for (const char* through : {"http://notinside.example/", "http://localhost.example/",
                              "http://10.0.0.77/", "http://127.example/"}) {
    CAPTURE(through);
    CHECK(proxy_for(through, "") == "p:1");
  }
}

TEST_CASE("a header of a request to CGI names no proxy") {
  const Variables environment(Names{{"HTTP_PROXY", "p:1"}});
  CHECK(edca::net::proxy_for("http://a.example/", "").empty());
  const Variables all(Names{{"ALL_PROXY", "p:4"}, {"NO_PROXY", "*"}});
  CHECK(edca::net::proxy_for("http://a.example/", "").empty());
}
