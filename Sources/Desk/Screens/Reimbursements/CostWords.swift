// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

extension Say {
    /// 1,234点, or 12,000円 where a receipt has no points.
    static func cost(_ cost: ClaimFacts.Cost) -> String {
        switch cost {
        case .points(let points): "\(count(points))点"
        case .totalCost(let yen): yen.description
        }
    }
}
