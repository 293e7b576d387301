// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What the matching says of a row.
///
/// (Part of `OperationCode.importResidents`.)
extension Matching {
    enum Judgement {
        case certain
        case doubtful(Doubt)
    }

    /// Why a row needs an officer, and with whom it is compared.
    struct Doubt {
        let why: MatchDoubt
        let candidates: [AddresseeNumber]
        /// The case in which the same question waits already.
        let openCase: Int64?
    }

    enum Tie: Hashable {
        case known(Int64)
        /// Will be numbered when the stretch is written; the value counts within the stretch.
        case new(Int)
    }
}
