// SPDX-License-Identifier: Apache-2.0

/// 条項の差: what a sub-contract lacks of the contract above it.
public enum ClauseDifference {
    /// In the order of the contract; empty where the sub-contract is its equal.
    public static func missing(in sub: [String], of contract: [String]) -> [String] {
        let own = Set(sub)
        return contract.filter { !own.contains($0) }
    }
}
