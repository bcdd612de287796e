#include "messages/messages.hpp"
#include "portal/portal.hpp"

namespace edca {
namespace {

std::string_view key_of(PortalProblem::Kind kind) {
  using Kind = PortalProblem::Kind;
  switch (kind) {
    case Kind::unreadable:
      return "publish.item-unreadable";
    case Kind::no_ocid:
      return "publish.item-no-ocid";
    case Kind::conflict:
      return "publish.item-conflict";
    case Kind::record_conflict:
      return "publish.item-record-conflict";
    case Kind::not_merged:
      return "publish.item-not-merged";
    case Kind::mixed_versions:
      return "publish.mixed-versions";
    case Kind::differs:
      return "publish.differs";
    case Kind::no_uri:
      return "publish.no-uri";
    case Kind::no_date:
      return "publish.no-date";
  }
  return {};
}

}  // namespace

bool is_error(PortalProblem::Kind kind) noexcept {
  using Kind = PortalProblem::Kind;
  return kind == Kind::unreadable || kind == Kind::no_ocid || kind == Kind::conflict;
}

std::string describe(const PortalProblem& problem, Language language) {
  return messages::text(key_of(problem.kind), language,
                        {{"file", problem.file},
                         {"ocid", problem.ocid},
                         {"id", problem.id},
                         {"detail", problem.detail}});
}

}  // namespace edca
