// Compiled by run.cmake as it stands, and once for each TYPO, which must not compile.

#include "semantics/recorder.hpp"

void say(edca::semantics::Recorder& recorder, const edca::semantics::Value& value) {
  recorder.add("text.empty", value);
  recorder.add("text.empty/array", value);
#if TYPO == 1
  recorder.add("text.emty", value);
#elif TYPO == 2
  recorder.add("text", value);
#elif TYPO == 3
  recorder.add("text.emty/array", value);
#elif TYPO == 4
  recorder.add("", value);
#endif
}
