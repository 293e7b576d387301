// SPDX-License-Identifier: Apache-2.0

extension PaperReader {
    /// Words that stand over one another, or nearer to the edge of the paper than a printer prints:
    /// what a text outside its box looks like to another program.
    ///
    /// - Parameter width: of the paper in points.
    public func collisions(width: Double = 595.3, height: Double = 841.9) throws -> [String] {
        let words = try words().filter { $0.right > $0.left && $0.bottom > $0.top }
        let edge = 4 * 72 / 25.4
        var found = words.filter {
            $0.left < edge || $0.right > width - edge || $0.top < edge || $0.bottom > height - edge
        }.map { "\($0.page)ページの端: \($0.text)" }
        for (page, words) in Dictionary(grouping: words, by: \.page).sorted(by: { $0.key < $1.key })
        {
            for (index, one) in words.enumerated() {
                for other in words[(index + 1)...] where one.covers(other) > 0.4 {
                    found.append("\(page)ページ: 「\(one.text)」と「\(other.text)」が重なる")
                }
            }
        }
        return found
    }
}

extension PaperReader.Word {
    /// How much of the smaller of two words lies under the other. The boxes of letters are higher
    /// than their ink: lines of one text touch a little.
    fileprivate func covers(_ other: Self) -> Double {
        let across = min(right, other.right) - max(left, other.left)
        let down = min(bottom, other.bottom) - max(top, other.top)
        guard across > 0, down > 0 else { return 0 }
        let smaller = min(
            (right - left) * (bottom - top), (other.right - other.left) * (other.bottom - other.top)
        )
        return across * down / smaller
    }
}
