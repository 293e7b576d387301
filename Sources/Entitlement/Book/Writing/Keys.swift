// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension Instant {
    /// The moment up to which facts count; `nil` is everything recorded so far.
    static func bound(_ moment: Instant?) -> Int64 { moment?.microseconds ?? Int64.max }
}

extension [AddresseeNumber] {
    /// The keys as the tables hold them.
    var ids: [Int64] { map(\.value) }
}
