// SPDX-License-Identifier: Apache-2.0

/// Lends a buffer and overwrites it before it is given back.
func withWiped<R>(
    _ count: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> R
) rethrows -> R {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer {
        wipe(buffer)
        buffer.deallocate()
    }
    return try body(buffer)
}

/// Not inlined, so that the optimiser does not see that nobody reads the zeros.
@inline(never)
func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
    for index in buffer.indices { buffer.storeBytes(of: 0, toByteOffset: index, as: UInt8.self) }
}
