/**
 * Ports on which engines listen by default: vLLM 8000, SGLang 30000, Triton 8002, TensorRT-LLM 8000, TGI
 * 3000 and 8080, llama.cpp 8080, LMDeploy 23333, a front end of several engines 8081.
 * @source https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, https://docs.sglang.ai/,
 * https://docs.nvidia.com/deeplearning/triton-inference-server/, https://huggingface.co/docs/text-generation-inference/
 */
export const wellKnownPorts: readonly number[] = [8000, 8001, 8002, 8080, 8081, 3000, 23333, 30000];
