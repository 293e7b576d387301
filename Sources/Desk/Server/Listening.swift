// SPDX-License-Identifier: Apache-2.0
import NIOCore

#if canImport(Glibc)
    import Glibc
#endif

extension DeskRefusal {
    /// What the system said when the desk wanted to listen, for the administrator at the terminal;
    /// `nil` for anything else.
    init?(_ error: IOError, _ settings: DeskSettings) {
        let why: String
        switch error.errnoCode {
        case EADDRINUSE: why = "ほかのプログラムがこのポートを使っています。止めるか、--port で別のポートを指定してください。"
        case EACCES, EPERM: why = "このポートを開く権限がありません。1024番以上を指定してください。"
        case EADDRNOTAVAIL: why = "この機械の宛先ではありません。--host を確かめてください。"
        default: return nil
        }
        self = .cannotListen(host: settings.host, port: settings.port, why: why)
    }
}
