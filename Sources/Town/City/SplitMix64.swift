// SPDX-License-Identifier: Apache-2.0

/// The town's only source of chance: SplitMix64 (Steele, Lea, Flood 2014), one stream per purpose.
///
/// A stream depends on the seed and its label alone, so that a change in how claims are drawn
/// does not move the people.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64, stream: UInt64) {
        state = seed &+ stream &* 0xD6E8_FEB8_6659_FD93
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`; the tiny bias of the remainder does not matter to a made-up town.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0)
        return Int(next() % UInt64(bound))
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True in `count` of 100,000 cases.
    mutating func happens(_ count: Int) -> Bool { below(100_000) < count }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }

    /// An index drawn by weight, from sums that only rise.
    mutating func pick(cumulative sums: [Int]) -> Int {
        let drawn = below(sums[sums.count - 1])
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > drawn { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
