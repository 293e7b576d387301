// SPDX-License-Identifier: Apache-2.0
public import NIOCore

/// The bytes of a request. The digits of each individual number are written into their place once,
/// nowhere else, and everything is overwritten after the request.
public struct HubBody: Sendable {
    /// What is sent; handed on without being copied.
    public private(set) var buffer: ByteBuffer
    private var places: [Int] = []
    private var filled = 0
    static let digits = 12

    init(capacity: Int) { buffer = ByteBufferAllocator().buffer(capacity: capacity) }

    mutating func write(_ text: StaticString) { buffer.writeStaticString(text) }
    mutating func write(_ text: String) { buffer.writeString(text) }

    /// Leaves room for the digits of a number.
    mutating func leavePlace() {
        places.append(buffer.writerIndex)
        buffer.writeRepeatingByte(0x30, count: HubBody.digits)
    }

    /// Writes the digits of the n-th number into its place.
    mutating func fill(_ place: Int, with digits: UnsafeRawBufferPointer) {
        precondition(digits.count == HubBody.digits, "個人番号は12桁です")
        // The room is there: the bytes are not moved, so no copy of other digits stays behind.
        buffer.setBytes(digits, at: places[place])
        filled += 1
    }

    /// Whether every number stands in its place.
    var isWhole: Bool { filled == places.count }

    /// Overwrites the bytes where they lie, also for whoever was handed them.
    func wipe() {
        buffer.withVeryUnsafeBytes { bytes in
            for index in bytes.indices {
                UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
                    .storeBytes(of: 0, toByteOffset: index, as: UInt8.self)
            }
        }
    }
}
