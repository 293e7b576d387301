// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 印刷の見込み: how much of a large batch the ceiling of an hour lets through, before it is begun.
public struct PrintOutlook: Hashable, Sendable {
    /// Pages that the officer may print in an hour, today.
    public let limit: Int
    /// Pages that are left of this hour.
    public let left: Int
    /// When the next hour begins.
    public let again: Instant
    /// Pages of one paper of the kind, as it was printed before; one where it never was.
    public let pagesOfPaper: Double

    public init(limit: Int, left: Int, again: Instant, pagesOfPaper: Double) {
        self.limit = limit
        self.left = left
        self.again = again
        self.pagesOfPaper = max(1, pagesOfPaper)
    }

    /// What becomes of a batch.
    public struct Course: Hashable, Sendable {
        /// Papers that are printed in this hour.
        public let now: Int
        /// Papers that wait for a later hour.
        public let later: Int
        /// Hours that those take; `nil` where not even one step can be printed in an hour.
        public let hours: Int?
    }

    /// - Parameter step: papers that are printed at once: a step that does not fit is not begun.
    public func course(of papers: Int, step: Int) -> Course {
        let now = fitting(papers, in: left, step)
        let later = papers - now
        let anHour = fitting(later, in: limit, step)
        return Course(
            now: now, later: later,
            hours: later == 0 ? 0 : anHour > 0 ? (later + anHour - 1) / anHour : nil)
    }

    private func fitting(_ papers: Int, in pages: Int, _ step: Int) -> Int {
        let fit = Int(Double(max(0, pages)) / pagesOfPaper)
        return fit >= papers ? papers : fit / step * step
    }
}
