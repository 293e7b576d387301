// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// One line of standard input that is not to be seen: a terminal does not echo it.
enum SecretLine {
    static func read(prompt: String) throws -> String {
        let isTerminal = isatty(0) == 1
        var before = termios()
        if isTerminal {
            FileHandle.standardError.write(Data(prompt.utf8))
            tcgetattr(0, &before)
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(0, TCSANOW, &silent)
        }
        let line = readLine(strippingNewline: true)
        if isTerminal {
            tcsetattr(0, TCSANOW, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line, !line.isEmpty else {
            throw ValidationError("パスワードを標準入力に1行で与えてください")
        }
        return line
    }
}
