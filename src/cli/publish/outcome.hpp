#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "edca/publisher.hpp"

namespace edca::cli {

/// What there is to say of a run of `edca publish`.
struct PublishReport {
  std::string target;
  bool dry_run = false;
  bool verified = true;  ///< what was published was read back
  publish::Result result = publish::Result::unchanged;
  bool data_refused = false;  ///< the data do not pass: exit code 1, nothing was asked or sent
  std::vector<publish::Change> changes;
  std::vector<Error> problems;
  double build_seconds = 0;
  double validate_seconds = 0;
  double plan_seconds = 0;
  double upload_seconds = 0;
  double verify_seconds = 0;

  int code() const { return data_refused ? 1 : publish::exit_code(result); }
};

/// One JSON object.
std::string publish_json(const PublishReport& report, const Console& console);

/// Says it: the result on the product's stream, what went wrong on standard error.
void say_publish(const PublishReport& report, Console& console);

}  // namespace edca::cli
