// Arrow streams that go out: an object of this program as an ArrowArrayStream.
#pragma once

#include <memory>

#include "effaith/arrow_c.h"
#include "effaith/result.hpp"

namespace effaith {

/// Makes batches when a stream's consumer asks for them.
class ArrowProducer {
  public:
    virtual ~ArrowProducer() = default;
    /// Writes the schema; may be asked more than once.
    virtual Status schema(ArrowSchema* out) = 0;
    /// Writes the next batch; false, with nothing written, at the end. Not asked again after the
    /// end or an error.
    virtual Result<bool> next(ArrowArray* out) = 0;

  protected:
    ArrowProducer() = default;
    ArrowProducer(const ArrowProducer&) = default;
    ArrowProducer& operator=(const ArrowProducer&) = default;
};

/// Makes a stream that asks the producer, and owns it. An Error of the producer becomes EIO where
/// reading or writing failed, ECANCELED where it was cancelled, else EINVAL, with its text as the
/// stream's last error; an exception that it lets out (memory that ran out, code of others below
/// it) becomes ENOMEM or EIO, and does not leave the callback.
void make_arrow_stream(std::unique_ptr<ArrowProducer> producer, ArrowArrayStream* out);

}  // namespace effaith
