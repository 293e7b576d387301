// SPDX-License-Identifier: Apache-2.0

/// Makes one big claim file out of a small one by repeating its claims.
enum ClaimFileMill {
    /// The head, the claims over and over, and the end of the small file; its sums are then wrong,
    /// which is a warning and costs nothing.
    static func big(from small: [UInt8], claims wanted: Int) throws -> [UInt8] {
        let lines = small.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0.starts(with: Array("RE,".utf8)) }),
            let last = lines.firstIndex(where: { $0.starts(with: Array("GO,".utf8)) })
        else { throw BenchError("レセプトのないファイルです") }
        let middle = lines[first..<last]
        let count = middle.count { $0.starts(with: Array("RE,".utf8)) }
        let body = Array(middle.joined(separator: [0x0A])) + [0x0A]
        var big = Array(lines[..<first].joined(separator: [0x0A])) + [0x0A]
        big.reserveCapacity(big.count + body.count * (wanted / count + 2))
        for _ in 0..<(wanted / count + 1) { big += body }
        return big + Array(lines[last...].joined(separator: [0x0A]))
    }
}
