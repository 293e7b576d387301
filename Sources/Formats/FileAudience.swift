// SPDX-License-Identifier: Apache-2.0

/// For whom a file is made.
public enum FileAudience: String, Sendable, CaseIterable {
    /// A real bank or office: needs a verified layout, and bears no mark.
    case realPeer
    /// A test or a fictional town: the file says 検証用 in itself.
    case trial
}
