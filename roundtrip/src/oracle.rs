//! A running program that reads and writes values of emitted types.
//!
//! A stranger would get this wrong: a program may die of a value (a stack that is too small, say). That is an answer
//! too, and the next question starts the program anew.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A program, started where it is needed.
#[derive(Debug)]
pub struct Oracle<'p> {
    executable: &'p Path,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl<'p> Oracle<'p> {
    /// A program that is not started yet.
    pub fn new(executable: &'p Path) -> Self {
        Self {
            executable,
            running: None,
        }
    }

    /// What a type of an API makes of a text: the text that it writes, or what it says against it.
    ///
    /// # Errors
    /// If the program cannot be started.
    pub fn ask(&mut self, api: usize, index: usize, text: &str) -> Result<Result<String, String>> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let question = format!("{api}\t{index}\t{text}\n");
        let mut answer = String::new();
        let asked = running.questions.write_all(question.as_bytes());
        let answered = asked.and_then(|()| running.answers.read_line(&mut answer));
        let answer = answer.trim_end_matches('\n');
        let said = match (answered, answer.split_at_checked(1)) {
            (Ok(_), Some(("=", text))) => Ok(text.to_owned()),
            (Ok(_), Some(("!", fault))) => Err(fault.to_owned()),
            _ => {
                let status = running.child.wait().into_diagnostic()?;
                return Ok(Err(format!("the program died of it: {status}")));
            }
        };
        self.running = Some(running);
        Ok(said)
    }

    fn start(&self) -> Result<Running> {
        let failed = || format!("cannot run {}", self.executable.display());
        let mut child = Command::new(self.executable)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .into_diagnostic()
            .wrap_err_with(failed)?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (questions, answers) = pipes.ok_or_else(|| miette!("{}", failed()))?;
        Ok(Running {
            child,
            questions,
            answers: BufReader::new(answers),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It ends when its input does; that it was killed before interests nobody.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
