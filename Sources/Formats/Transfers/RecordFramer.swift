// SPDX-License-Identifier: Apache-2.0

/// Cuts a transfer file into records: at CRLF, CR or LF, or every 120 bytes.
struct RecordFramer {
    private(set) var framing: TransferFraming?
    private(set) var hasMixedEnds = false
    private var record: [UInt8] = []
    private var lastWasReturn = false
    private var isOver = false

    /// No record of a separated file is longer than this; more is cut off and reported.
    private static let longest = 4 * TransferRecord.length

    mutating func read(
        _ chunk: UnsafeRawBufferPointer, _ body: ([UInt8]) throws -> Void
    ) throws {
        for byte in chunk {
            switch byte {
            case 0x0A where lastWasReturn:
                lastWasReturn = false
                note(.crlf)
            case 0x0A:
                note(.lf)
                try close(body)
            case 0x0D:
                if lastWasReturn { note(.cr) }
                lastWasReturn = true
                try close(body)
            default:
                if lastWasReturn { note(.cr) }
                lastWasReturn = false
                if framing == nil, record.count == TransferRecord.length {
                    framing = TransferFraming.none
                }
                if framing == TransferFraming.none, record.count >= TransferRecord.length {
                    try close(body)
                }
                if record.count < RecordFramer.longest { record.append(byte) }
            }
        }
    }

    /// The last record, without the end byte of old systems.
    mutating func finish(_ body: ([UInt8]) throws -> Void) throws {
        if lastWasReturn { note(.cr) }
        if record.last == 0x1A { record.removeLast() }
        try close(body)
    }

    private mutating func note(_ end: TransferFraming) {
        if framing == nil { framing = end }
        if framing != end { hasMixedEnds = true }
    }

    private mutating func close(_ body: ([UInt8]) throws -> Void) throws {
        guard !record.isEmpty else { return }
        try body(record)
        record.removeAll(keepingCapacity: true)
    }
}
