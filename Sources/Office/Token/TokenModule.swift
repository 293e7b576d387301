// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Vocabulary

/// A module of PKCS#11 2.40 (the library that a maker of hardware tokens delivers), loaded when it
/// is asked for. Only what is needed to seal 32 bytes under a key that never leaves the token.
///
/// The table of functions is read by position, as the standard fixes it: a version, then 68 pointers
/// in the order of `pkcs11f.h`.
final class TokenModule: Sendable {
    typealias Handle = UInt

    /// Positions in the table of functions.
    private enum Function: Int {
        case initialize = 0
        case slotList = 4
        case tokenInfo = 6
        case initToken = 9
        case initPIN = 10
        case openSession = 12
        case closeSession = 13
        case login = 18
        case logout = 19
        case findInit = 26
        case find = 27
        case findFinal = 28
        case encryptInit = 29
        case encrypt = 30
        case decryptInit = 33
        case decrypt = 34
        case generateKey = 58
    }

    /// Numbers of the standard.
    enum Number {
        static let alreadyInitialized: UInt = 0x191
        static let alreadyLoggedIn: UInt = 0x100
        static let secretKey: UInt = 4
        static let aes: UInt = 0x1F
        static let aesKeyGeneration: UInt = 0x1080
        static let aesGCM: UInt = 0x1087
        static let user: UInt = 1
        static let securityOfficer: UInt = 0
    }

    private let functions: Address
    private struct Address: @unchecked Sendable {
        // The table belongs to a library that is never unloaded, and is never written.
        let pointer: UnsafeRawPointer
    }

    /// - Throws: `Fault(.key)` for a file that is no such module.
    init(path: String) throws {
        typealias GetList = @convention(c) (UnsafeMutablePointer<UnsafeRawPointer?>) -> UInt
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL),
            let symbol = dlsym(library, "C_GetFunctionList")
        else { throw Fault(.key, detail: "PKCS#11のモジュールを開けません: \(path)") }
        var list: UnsafeRawPointer?
        guard unsafeBitCast(symbol, to: GetList.self)(&list) == 0, let list else {
            throw Fault(.key, detail: "PKCS#11のモジュールが答えません: \(path)")
        }
        functions = Address(pointer: list)
        try initialize()
    }

    private func pointer(_ function: Function) throws -> UnsafeRawPointer {
        // After the version (two bytes) the pointers begin at their alignment.
        let offset = MemoryLayout<UInt>.size * (function.rawValue + 1)
        guard
            let found = functions.pointer.load(
                fromByteOffset: offset, as: UnsafeRawPointer?.self)
        else { throw Fault(.key, detail: "PKCS#11のモジュールに足りない働きがあります。") }
        return found
    }

    private func check(_ result: UInt, _ what: String) throws {
        guard result == 0 else {
            throw Fault(
                .key, detail: "トークン: \(what)ができません（CKR 0x\(String(result, radix: 16))）。")
        }
    }

    private func initialize() throws {
        typealias Call = @convention(c) (UnsafeMutableRawPointer?) -> UInt
        // Four hooks for locks that are not given, "use the locks of the system", reserved.
        var arguments: [UInt] = [0, 0, 0, 0, 2, 0]
        let call = unsafeBitCast(try pointer(.initialize), to: Call.self)
        let result = arguments.withUnsafeMutableBytes { call($0.baseAddress) }
        if result != Number.alreadyInitialized { try check(result, "初期化") }
    }

    /// The slot of the token with this label.
    func slot(label: String) throws -> UInt {
        typealias Info = @convention(c) (UInt, UnsafeMutableRawPointer?) -> UInt
        let call = unsafeBitCast(try pointer(.tokenInfo), to: Info.self)
        for slot in try slots() {
            // CK_TOKEN_INFO: the label is its first 32 bytes, padded with blanks.
            var info = [UInt8](repeating: 0, count: 512)
            guard info.withUnsafeMutableBytes({ call(slot, $0.baseAddress) }) == 0 else { continue }
            let text = String(decoding: info.prefix(32), as: UTF8.self)
            if text.trimmingCharacters(in: .whitespaces) == label { return slot }
        }
        throw Fault(.key, detail: "トークン「\(label)」が差し込まれていません。")
    }

    func slots() throws -> [UInt] {
        typealias Call =
            @convention(c) (UInt8, UnsafeMutablePointer<UInt>?, UnsafeMutablePointer<UInt>) -> UInt
        let call = unsafeBitCast(try pointer(.slotList), to: Call.self)
        var count: UInt = 64
        var slots = [UInt](repeating: 0, count: 64)
        try check(call(1, &slots, &count), "一覧")
        return Array(slots.prefix(Int(count)))
    }

    /// Prepares a fresh token, for a drill with a token made of software.
    func prepare(slot: UInt, label: String, officerPIN: String, pin: String) throws {
        typealias Call =
            @convention(c) (UInt, UnsafePointer<UInt8>?, UInt, UnsafePointer<UInt8>?) -> UInt
        typealias SetPIN = @convention(c) (Handle, UnsafePointer<UInt8>?, UInt) -> UInt
        let padded = Array(label.utf8) + [UInt8](repeating: 0x20, count: 32 - label.utf8.count)
        let officer = Array(officerPIN.utf8)
        let call = unsafeBitCast(try pointer(.initToken), to: Call.self)
        try check(call(slot, officer, UInt(officer.count), padded), "作成")
        try session(try self.slot(label: label), pin: officerPIN, as: Number.securityOfficer) {
            let user = Array(pin.utf8)
            let set = unsafeBitCast(try pointer(.initPIN), to: SetPIN.self)
            try check(set($0, user, UInt(user.count)), "PINの設定")
        }
    }

    /// A session of a logged-in user, for the length of the closure.
    func session<R>(
        _ slot: UInt, pin: String, as user: UInt = Number.user, _ body: (Handle) throws -> R
    ) throws -> R {
        typealias Open =
            @convention(c) (
                UInt, UInt, UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeMutablePointer<UInt>
            ) -> UInt
        typealias Login = @convention(c) (Handle, UInt, UnsafePointer<UInt8>?, UInt) -> UInt
        typealias End = @convention(c) (Handle) -> UInt
        let open = unsafeBitCast(try pointer(.openSession), to: Open.self)
        let login = unsafeBitCast(try pointer(.login), to: Login.self)
        let logout = unsafeBitCast(try pointer(.logout), to: End.self)
        let close = unsafeBitCast(try pointer(.closeSession), to: End.self)
        var handle: Handle = 0
        // Read and write, serial.
        try check(open(slot, 6, nil, nil, &handle), "接続")
        defer { _ = close(handle) }
        let bytes = Array(pin.utf8)
        let result = login(handle, user, bytes, UInt(bytes.count))
        if result != Number.alreadyLoggedIn { try check(result, "PINの確認") }
        defer { _ = logout(handle) }
        return try body(handle)
    }
}

// MARK: Keys

extension TokenModule {
    /// The AES-256 key with this label; `nil` where there is none.
    func key(label: String, in session: Handle) throws -> Handle? {
        typealias Begin = @convention(c) (Handle, UnsafeRawPointer?, UInt) -> UInt
        typealias Find =
            @convention(c) (
                Handle, UnsafeMutablePointer<UInt>, UInt, UnsafeMutablePointer<UInt>
            ) -> UInt
        typealias End = @convention(c) (Handle) -> UInt
        let begin = unsafeBitCast(try pointer(.findInit), to: Begin.self)
        let find = unsafeBitCast(try pointer(.find), to: Find.self)
        let end = unsafeBitCast(try pointer(.findFinal), to: End.self)
        let template = TokenTemplate([
            (0x0, .number(Number.secretKey)), (0x3, .text(label)), (0x100, .number(Number.aes)),
        ])
        try template.lend { try check(begin(session, $0, $1), "鍵の検索") }
        defer { _ = end(session) }
        var (found, count): (UInt, UInt) = (0, 0)
        try check(find(session, &found, 1, &count), "鍵の検索")
        return count == 1 ? found : nil
    }

    /// Makes an AES-256 key that cannot leave the token.
    func makeKey(label: String, in session: Handle) throws -> Handle {
        typealias Call =
            @convention(c) (
                Handle, UnsafeRawPointer?, UnsafeRawPointer?, UInt, UnsafeMutablePointer<UInt>
            ) -> UInt
        let call = unsafeBitCast(try pointer(.generateKey), to: Call.self)
        let template = TokenTemplate([
            (0x0, .number(Number.secretKey)), (0x1, .flag(true)), (0x2, .flag(true)),
            (0x3, .text(label)), (0x100, .number(Number.aes)), (0x103, .flag(true)),
            (0x104, .flag(true)), (0x105, .flag(true)), (0x161, .number(32)),
            (0x162, .flag(false)),
        ])
        let mechanism: [UInt] = [Number.aesKeyGeneration, 0, 0]
        var made: Handle = 0
        try template.lend { attributes, count in
            try check(call(session, mechanism, attributes, count, &made), "鍵の作成")
        }
        return made
    }

    /// AES-256-GCM inside the token, with a tag of 16 bytes.
    func seal(_ plain: [UInt8], iv: [UInt8], with key: Handle, in session: Handle) throws -> [UInt8]
    {
        try gcm(plain, iv, key, session, begin: .encryptInit, run: .encrypt, "封")
    }

    func open(_ sealed: [UInt8], iv: [UInt8], with key: Handle, in session: Handle) throws
        -> [UInt8]
    {
        try gcm(sealed, iv, key, session, begin: .decryptInit, run: .decrypt, "開封")
    }

    private func gcm(
        _ input: [UInt8], _ iv: [UInt8], _ key: Handle, _ session: Handle, begin: Function,
        run: Function, _ what: String
    ) throws -> [UInt8] {
        typealias Begin = @convention(c) (Handle, UnsafeRawPointer?, Handle) -> UInt
        typealias Run =
            @convention(c) (
                Handle, UnsafePointer<UInt8>, UInt, UnsafeMutablePointer<UInt8>,
                UnsafeMutablePointer<UInt>
            ) -> UInt
        let start = unsafeBitCast(try pointer(begin), to: Begin.self)
        let call = unsafeBitCast(try pointer(run), to: Run.self)
        var output = [UInt8](repeating: 0, count: input.count + 64)
        var count = UInt(output.count)
        try iv.withUnsafeBytes { iv in
            // CK_GCM_PARAMS of 2.40: IV, its bytes, its bits, no additional data, bits of the tag.
            let parameters: [UInt] = [
                UInt(bitPattern: iv.baseAddress), UInt(iv.count), UInt(iv.count * 8), 0, 0, 128,
            ]
            try parameters.withUnsafeBytes { parameters in
                let mechanism: [UInt] = [
                    Number.aesGCM, UInt(bitPattern: parameters.baseAddress),
                    UInt(parameters.count),
                ]
                try check(start(session, mechanism, key), what)
            }
            try check(call(session, input, UInt(input.count), &output, &count), what)
        }
        return Array(output.prefix(Int(count)))
    }
}

/// Attributes of an object, laid out as CK_ATTRIBUTE: kind, pointer to the value, its length.
private struct TokenTemplate {
    enum Value {
        case number(UInt)
        case flag(Bool)
        case text(String)

        var bytes: [UInt8] {
            switch self {
            case .number(let number): withUnsafeBytes(of: number) { Array($0) }
            case .flag(let flag): [flag ? 1 : 0]
            case .text(let text): Array(text.utf8)
            }
        }
    }
    private let kinds: [UInt]
    private let values: [[UInt8]]

    init(_ attributes: [(UInt, Value)]) {
        kinds = attributes.map(\.0)
        values = attributes.map(\.1.bytes)
    }

    func lend<R>(_ body: (UnsafeRawPointer?, UInt) throws -> R) throws -> R {
        let starts = values.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        return try values.flatMap { $0 }.withUnsafeBytes { bytes in
            let table = kinds.indices.flatMap { index -> [UInt] in
                [
                    kinds[index],
                    UInt(bitPattern: bytes.baseAddress?.advanced(by: starts[index])),
                    UInt(values[index].count),
                ]
            }
            return try table.withUnsafeBytes { try body($0.baseAddress, UInt(kinds.count)) }
        }
    }
}
